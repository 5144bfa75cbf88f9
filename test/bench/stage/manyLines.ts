import { cast, customer, type Cast, type CastCustomer } from '../../simulator/cast.ts';
import { lineChannel } from '../../simulator/socket/protocol.ts';

/** A company with many lines. */

const messengers = ['grWhatsApp', 'telegram', 'instagram', 'viberBot', 'caWhatsApp'] as const;
const firstLine = 2_000;
/** What a number of a customer can be (`customer`). */
const mostCustomers = 899;

/** @param channels a multiple of five: each line has five messengers */
export function castOf(channels: number): Cast {
  const lines = Array.from({ length: channels / messengers.length }, (_, index) => ({
    licenseId: firstLine + index,
    licenseName: `Line ${index + 1}`,
    companyId: cast.companies[0]?.companyId ?? 0,
    messengers: messengers.map((type) => ({ type, name: type, phone: null })),
  }));
  return { ...cast, lines, customers: customersOf(lines.map(({ licenseId }) => licenseId)) };
}

/** Strangers, going round all channels. */
function customersOf(lineIds: readonly number[]): CastCustomer[] {
  return Array.from({ length: mostCustomers }, (_, index) => {
    const lineId = lineIds[index % lineIds.length] ?? firstLine;
    const messenger = messengers[Math.floor(index / lineIds.length) % messengers.length] ?? messengers[0];
    return customer(`stranger${index}`, index + 1, `Stranger ${index + 1}`, lineId, messenger);
  });
}

export function channelsOf({ lines }: Cast): string[] {
  return lines.flatMap((line) => line.messengers.map(({ type }) => lineChannel(line.licenseId, type)));
}
