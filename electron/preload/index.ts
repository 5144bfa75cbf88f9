import { contextBridge, ipcRenderer } from 'electron/renderer';
import { invokeChannel, topicChannel } from '../shared/channels.ts';
import type { Bridge } from '../shared/contract.ts';

/** The whole bridge: two words, no Node, no raw IPC. Main checks every message again. */
const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(invokeChannel, name, input),
  subscribe: (name, listener) => {
    const hear = (_event: unknown, topic: string, value: Parameters<typeof listener>[0]): void => {
      if (topic === name) listener(value);
    };
    ipcRenderer.on(topicChannel, hear);
    return () => ipcRenderer.removeListener(topicChannel, hear);
  },
};

contextBridge.exposeInMainWorld('notifier', bridge);
