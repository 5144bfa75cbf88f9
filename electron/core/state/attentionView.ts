import type { AppState } from '../../shared/appState.ts';
import { isOnShift, nextShiftMs } from '../attention/shifts.ts';
import type { AttentionState, Situation, Waiting } from '../attention/state.ts';

/** What tray and window show of attention: pauses, shifts, and who waits. */

/** Waiting chats that are listed; the others are counted. */
export const maxWaitingListed = 200;

export type AttentionView = Pick<
  AppState,
  'quiet' | 'onShift' | 'shiftBeginsAtMs' | 'waiting' | 'waitingTotal'
>;

/** @param lineIds the lines there are; on shift is who is on shift on any of them. */
export function attentionView(
  state: AttentionState,
  situation: Pick<Situation, 'plan' | 'nowMs'>,
  lineIds: readonly string[],
): AttentionView {
  const { plan, nowMs } = situation;
  const places = lineIds.length === 0 ? [null] : lineIds;
  const onShift = places.some((lineId) => isOnShift(plan, lineId, state.quiet, nowMs));
  const begins = places.flatMap((lineId) => nextShiftMs(plan, lineId, nowMs) ?? []);
  // What needs this person first: the others only wait for a colleague.
  const inOrder = [...state.waiting.values()].toSorted(
    (one, other) => Number(other.escalates) - Number(one.escalates) || one.sinceMs - other.sinceMs,
  );
  return {
    quiet: state.quiet,
    onShift,
    shiftBeginsAtMs: onShift || begins.length === 0 ? null : Math.min(...begins),
    waiting: inOrder.slice(0, maxWaitingListed).map(listed),
    waitingTotal: inOrder.length,
  };
}

function listed({ keys: _keys, ...chat }: Waiting): AppState['waiting'][number] {
  return chat;
}

/** Joins the view into the state; the same object when nothing has changed. */
export function withAttention(state: AppState, view: AttentionView): AppState {
  const same =
    state.quiet === view.quiet &&
    state.onShift === view.onShift &&
    state.shiftBeginsAtMs === view.shiftBeginsAtMs &&
    state.waitingTotal === view.waitingTotal &&
    JSON.stringify(state.waiting) === JSON.stringify(view.waiting);
  return same ? state : { ...state, ...view };
}

/** Whether notifications can be shown, as the last one told. */
export function withAvailability(state: AppState, available: boolean): AppState {
  if (state.notifications.available === available) return state;
  return { ...state, notifications: { ...state.notifications, available } };
}
