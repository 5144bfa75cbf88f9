/** Names of the two IPC channels; apart from the contract, so that the preload script carries no schema library. */
export const invokeChannel = 'chatapp-notifier:invoke';
export const topicChannel = 'chatapp-notifier:topic';
/** Origin of everything the window may load. */
export const pageOrigin = 'app://notifier';
