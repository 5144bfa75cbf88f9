import type { CastCustomer } from '../simulator/cast.ts';
import type { Simulator } from '../simulator/simulator.ts';

/** A customer of the simulator's cast by the name the window will show. */
export function customerOf(simulator: Simulator, messengerType: string, lineId?: number): CastCustomer {
  const found = simulator.cast.customers.find(
    (customer) =>
      customer.messengerType === messengerType &&
      customer.name !== null &&
      (lineId === undefined || customer.lineId === lineId),
  );
  if (found === undefined) throw new Error(`the cast has nobody on ${messengerType}`);
  return found;
}

export function nameOf(customer: CastCustomer): string {
  if (customer.name === null) throw new Error('this customer has no name');
  return customer.name;
}
