/** How an event is packed on the socket: Laravel's `{payload, queue}` or the documented bare form. */
export type Shape = 'wrapped' | 'bare';

export interface Meta {
  readonly type: string;
  readonly licenseId?: number;
  readonly messengerType?: string;
}

export interface ChatReference {
  readonly id: string;
  readonly hash: string | null;
  readonly type: string;
  readonly phone: string | null;
  readonly username: string | null;
  readonly email: string | null;
}

export interface ChatItem extends ChatReference {
  readonly internalId: number;
  readonly fullId: string;
  readonly licenseId: number;
  readonly messengerType: string;
  readonly name: string | null;
  readonly image: string | null;
  /** Unix seconds. */
  readonly lastTime: number;
  readonly responsible: { readonly id: number } | null;
  readonly status: string | null;
  readonly automations: Readonly<Record<string, { readonly active: boolean }>>;
  readonly link: null;
  readonly tags: readonly Tag[] | null;
  /** Only there when the simulator was told so: the real key is unknown (chatapp-api.md 3.1). */
  readonly unreadMessages?: number;
}

export interface Tag {
  readonly id: number;
  readonly name: string;
}

interface FileBody {
  readonly link: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

export interface MessageBody {
  readonly text: string;
  readonly textLang: null;
  readonly caption: string;
  readonly file: FileBody | null;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  readonly contacts?: readonly { readonly name: string; readonly phone: string }[];
  readonly template: null;
  readonly html: string;
}

export interface MessageItem {
  readonly id: string;
  readonly internalId: number;
  readonly groupId: null;
  readonly fromApi: boolean | null;
  readonly fromMe: boolean;
  readonly side: 'in' | 'out';
  /** Unix seconds. */
  readonly time: number;
  readonly type: string;
  readonly subtype: string | null;
  readonly message: MessageBody;
  readonly quotedMessage: { readonly id: string } | null;
  readonly fromUser: {
    id: string;
    username: string | null;
    name: string | null;
    phone: string | null;
    email: string | null;
  };
  readonly chat: ChatItem;
  readonly fromApp: { id: string; tracking: string | null; sender: string } | null;
  readonly created: { readonly id: number } | null;
  readonly destroyed?: boolean;
}

export interface MessageContent {
  /** Default `text`. */
  readonly type?: string;
  readonly text?: string;
  /** A media message carries its words here (chatapp-api.md 4.3). */
  readonly caption?: string;
  readonly file?: FileBody;
  readonly subtype?: string;
}
