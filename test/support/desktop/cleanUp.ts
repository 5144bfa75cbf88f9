const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a clean-up when this process ends in whatever way it can notice; synchronous, for that is all there is time
 * for then.
 * @returns a function that takes it back
 */
export function removeAtEnd(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    // A test runner with handlers of its own ends in order, and 'exit' comes in the end.
    if (process.listenerCount(signal) > 1) return;
    cleanUp();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', cleanUp);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', cleanUp);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}
