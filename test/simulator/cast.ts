/**
 * The invented people and lines of "Oak & Iris", a small furniture and flower business.
 *
 * Nobody here exists: phones are +7 000 000 xx xx, addresses end in the reserved `.example`.
 */

interface CastMessenger {
  readonly type: string;
  readonly name: string;
  /** Digits only; null where the messenger has no phone. */
  readonly phone: string | null;
}

export interface CastLine {
  readonly licenseId: number;
  /** ChatApp really answers null for a line nobody has named. */
  readonly licenseName: string | null;
  readonly companyId: number;
  readonly messengers: readonly CastMessenger[];
}

interface CastEmployee {
  readonly id: number;
  readonly fullName: string;
  readonly email: string;
  readonly role: string;
}

export interface CastCustomer {
  /** Short name used in stories and tests. */
  readonly key: string;
  readonly name: string | null;
  readonly lineId: number;
  readonly messengerType: string;
  readonly chatId: string;
  readonly chatType: 'private' | 'group';
  /** Telegram's access hash, else null. */
  readonly hash: string | null;
  readonly phone: string | null;
  readonly username: string | null;
  readonly email: string | null;
}

export interface Cast {
  readonly companies: readonly { readonly companyId: number; readonly name: string }[];
  readonly employees: readonly CastEmployee[];
  readonly lines: readonly CastLine[];
  readonly customers: readonly CastCustomer[];
  readonly tags: readonly { readonly id: number; readonly name: string }[];
  /** The id of the one `account` the simulator signs in (also an employee). */
  readonly operatorId: number;
}

const companyId = 2224;

/** Line ids by what the line does. */
export const lineIds = { sales: 1229, flowers: 1230, nameless: 1231, workshop: 1232 } as const;

const lines: readonly CastLine[] = [
  {
    licenseId: lineIds.sales,
    licenseName: 'Oak & Iris Sales',
    companyId,
    messengers: [
      { type: 'grWhatsApp', name: '[WEB] WhatsApp', phone: '70000000901' },
      { type: 'telegram', name: 'Telegram', phone: '70000000902' },
      { type: 'instagram', name: 'Instagram', phone: null },
      { type: 'viberBot', name: 'Viber', phone: null },
    ],
  },
  {
    licenseId: lineIds.flowers,
    licenseName: 'Доставка цветов',
    companyId,
    messengers: [
      { type: 'caWhatsApp', name: 'WhatsApp Cloud API', phone: '70000000903' },
      { type: 'telegramBot', name: 'Telegram bot', phone: null },
      { type: 'avito', name: 'Avito', phone: null },
    ],
  },
  {
    licenseId: lineIds.nameless,
    licenseName: null,
    companyId,
    messengers: [
      { type: 'grWhatsApp', name: '[WEB] WhatsApp', phone: '70000000904' },
      { type: 'email', name: 'E-mail', phone: null },
    ],
  },
  {
    licenseId: lineIds.workshop,
    licenseName: 'Мастерская · repairs & returns',
    companyId,
    messengers: [
      { type: 'telegram', name: 'Telegram', phone: '70000000905' },
      { type: 'viberBot', name: 'Viber', phone: null },
      { type: 'caWhatsApp', name: 'WhatsApp Cloud API', phone: '70000000906' },
    ],
  },
];

const employees: readonly CastEmployee[] = [
  { id: 685, fullName: 'Test Testov', email: 'operator@oak-iris.example', role: 'Operator' },
  { id: 686, fullName: 'Ольга Примерова', email: 'olga@oak-iris.example', role: 'Team lead' },
  { id: 687, fullName: 'Sam Sample', email: 'sam@oak-iris.example', role: 'Operator' },
];

/** Builds an invented customer whose chat id has the shape of that messenger (chatapp-api.md 3.1). `number`: 1 to 899. */
export function customer(
  key: string,
  number: number,
  name: string | null,
  lineId: number,
  messengerType: string,
  more: { readonly username?: string; readonly group?: boolean } = {},
): CastCustomer {
  const phone = `7000000${String(number).padStart(4, '0')}`;
  const person = {
    key,
    name,
    lineId,
    messengerType,
    chatType: more.group === true ? ('group' as const) : ('private' as const),
    hash: null,
    phone: null,
    username: more.username ?? null,
    email: null,
  };
  switch (messengerType) {
    case 'grWhatsApp':
      return more.group === true
        ? { ...person, chatId: `${phone}-1600000000@g.us` }
        : { ...person, chatId: `${phone}@c.us`, phone };
    case 'caWhatsApp':
      return { ...person, chatId: phone, phone };
    case 'telegram': {
      const hash = `h8516845882${String(number).padStart(9, '0')}`;
      return { ...person, chatId: `private-${917_000_000 + number}${hash}`, hash, phone };
    }
    case 'viberBot':
      // A base64-like id with / + = : it proves that clients encode the chat id in paths.
      return { ...person, chatId: `vb${String(number).padStart(3, '0')}/Oak+Iris==` };
    case 'instagram':
      return { ...person, chatId: `1784140000000${String(number).padStart(4, '0')}` };
    case 'avito':
      return { ...person, chatId: `u2i-invented~${number}` };
    case 'email': {
      const email = `customer${number}@mail.example`;
      return { ...person, chatId: email, email };
    }
    default:
      return { ...person, chatId: String(500_000_000 + number) };
  }
}

const { sales, flowers, nameless, workshop } = lineIds;
const longName =
  'Maximiliana-Bartholomea Featherstonehaugh-Montgomery von und zu Hohenbeispiel-Musterstadt the Younger, ' +
  'Deputy Assistant Purchasing Coordinator (East Wing, Second Floor, Ring Twice)';

const customers: readonly CastCustomer[] = [
  customer('anna', 1, 'Anna Example', sales, 'grWhatsApp'),
  customer('pavel', 2, 'Павел Образцов', sales, 'grWhatsApp'),
  customer('layla', 3, 'ليلى المثال', sales, 'grWhatsApp'),
  customer('nameless', 4, null, sales, 'grWhatsApp'),
  customer('mei', 5, '陈美例', sales, 'telegram', { username: 'mei_invented' }),
  customer('svetlana', 6, 'Светлана Тестова', sales, 'telegram'),
  customer('markup', 7, '<b>Bobby</b> & "Tables"', sales, 'telegram'),
  customer('rosa', 8, '🌹 Rosa 🪴 Plantlover 🏳️‍🌈', sales, 'instagram', { username: 'rosa.plants.invented' }),
  customer('noa', 9, 'נועה לדוגמה', sales, 'instagram', { username: 'noa.invented' }),
  customer('dmitri', 10, 'Дмитрий Пробный', sales, 'viberBot'),
  customer('long', 11, longName, sales, 'viberBot'),
  customer('igor', 12, 'Игорь Ненастоящий', flowers, 'caWhatsApp'),
  customer('joao', 13, 'João Fulano', flowers, 'caWhatsApp'),
  customer('fatima', 14, 'فاطمة التجريبية', flowers, 'caWhatsApp'),
  customer('vera', 15, 'Вера Выдуманная', flowers, 'telegramBot', { username: 'vera_invented' }),
  customer('zoe', 16, 'Zoë Müster-Façade', flowers, 'telegramBot'),
  customer('kirill', 17, 'Кирилл', flowers, 'avito'),
  customer('avitobuyer', 18, 'Покупатель', flowers, 'avito'),
  customer('ken', 19, '例 健', nameless, 'grWhatsApp'),
  customer('family', 20, 'Свадьба 💐 Ивановы', nameless, 'grWhatsApp', { group: true }),
  customer('greta', 21, 'Greta Sample', nameless, 'email'),
  customer('office', 22, 'Purchasing, Sample Offices Ltd', nameless, 'email'),
  customer('boris', 23, 'Борис Тестовый', workshop, 'telegram', { username: 'boris_invented' }),
  customer('lucia', 24, 'Lucía de la Muestra', workshop, 'telegram'),
  customer('emoji', 25, '🦊', workshop, 'viberBot'),
  customer('tamar', 26, 'Тамара Львовна Пример', workshop, 'viberBot'),
  customer('yusuf', 27, 'يوسف', workshop, 'caWhatsApp'),
  customer('ivy', 28, 'Ivy', workshop, 'caWhatsApp'),
];

/** The whole invented cast: 4 lines, 12 channels, 28 customers, 3 employees. */
export const cast: Cast = {
  companies: [{ companyId, name: 'Oak & Iris' }],
  employees,
  lines,
  customers,
  tags: [
    { id: 29, name: 'urgent' },
    { id: 30, name: 'самовывоз' },
    { id: 31, name: 'VIP 🌟' },
  ],
  operatorId: 685,
};

/** Finds a customer by key; throws on an unknown key, which is a mistake in a test or story. */
export function findCustomer(from: Cast, key: string): CastCustomer {
  const found = from.customers.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`there is no customer "${key}" in the cast`);
  return found;
}
