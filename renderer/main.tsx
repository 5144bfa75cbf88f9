import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../electron/shared/contract.ts';
import { App } from './App.tsx';
import { createClient } from './state/client.ts';
import './style/tokens.css';
import './style/base.css';

declare global {
  interface Window {
    /** Put there by the preload script; missing where the page is opened outside the app. */
    notifier?: Bridge;
  }
}

const client = createClient(window.notifier);
client.start();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App client={client} reload={() => window.location.reload()} />
    </StrictMode>,
  );
}
