import type {
  AnswerView,
  ConversationView,
  HelloView,
  MessageView,
  PersonView,
  PushedEvent,
} from '../wire.js';
import { api } from './api.js';
import { Asides } from './asides.js';
import { Composer } from './composer.js';
import { button, h } from './dom.js';
import { openForm, type Submitted } from './formDialog.js';
import { Live } from './live.js';
import { Messages } from './messages.js';
import { Panel } from './panel.js';
import { choosePerson } from './people.js';
import { Sidebar } from './sidebar.js';
import { type Aside, Thread } from './thread.js';
import { drawWelcome } from './welcome.js';

/** Between a hint that something changed and reading it, in ms: several hints are one reading. */
const GATHER = 80;

/** How often what may change without a message is read again, in ms. */
const LOOK_AGAIN = 20_000;

/** After a place was opened, before what comes there is read out, in ms. */
const SETTLE = 500;

type View = 'chats' | 'messages' | 'time';

/** The page: what is shown, what was done, and how the two stay together with the server. */
export class Page {
  private readonly hello: HelloView;
  private readonly app: HTMLElement;
  private readonly sidebar: Sidebar;
  private readonly thread: Thread;
  private readonly composer: Composer;
  private readonly panel: Panel;
  private readonly live: Live;
  private readonly heading = h('h2', { class: 'place', tabIndex: -1 });
  private readonly placeSays = h('p', { class: 'hint' });
  private readonly banner = h('p', { class: 'banner', hidden: true, attributes: { role: 'status' } });
  private readonly spoken = h('p', { class: 'sr-only', attributes: { 'aria-live': 'polite' } });
  private readonly middle = h('main', { class: 'middle' });
  private readonly tabs: ReadonlyMap<View, HTMLButtonElement>;
  private person: PersonView | null = null;
  private conversation: string | null = null;
  private conversations: readonly ConversationView[] = [];
  private readonly messages = new Messages();
  private firstUnread: number | null = null;
  private readonly asides = new Asides();
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private opening = 0;
  private prepared: string | undefined;

  constructor(app: HTMLElement, hello: HelloView) {
    this.app = app;
    this.hello = hello;
    const be = (person: PersonView, conversation = `person:${person.id}`, types?: string) =>
      this.goTo(person.id, conversation, types);
    const choose = () => choosePerson(hello.leading, person => be(person));
    this.sidebar = new Sidebar(hello.title, {
      choosePerson: choose,
      be: person => be(person),
      open: conversation => this.person && this.goTo(this.person.id, conversation),
      stories: () => {
        location.hash = '#/stories';
      },
    });
    this.thread = new Thread({
      press: (data, from) => this.press(data, from),
      dismiss: aside => this.dismiss(aside),
      earlier: () => void this.readEarlier(),
    });
    this.composer = new Composer(text => this.type(text));
    this.composer.setCommands(hello.commands);
    this.panel = new Panel(
      async move => {
        const walked = await api.move(move);
        this.panel.setClock(walked.clock);
        return walked.says;
      },
      person => be(person),
    );
    this.panel.setClock(hello.clock);
    this.live = new Live(
      () => void this.refresh(),
      event => this.onEvent(event),
      () => this.sayBroken(true),
    );
    const tab = (view: View, label: string): [View, HTMLButtonElement] => [
      view,
      button(label, () => this.show(view), { class: 'tab' }),
    ];
    this.tabs = new Map([tab('chats', 'Chats'), tab('messages', 'Messages'), tab('time', 'Time')]);
    this.app.replaceChildren(
      this.banner,
      h(
        'div',
        { class: 'tabs', attributes: { role: 'navigation', 'aria-label': 'Parts of the page' } },
        ...this.tabs.values(),
      ),
      h('div', { class: 'columns' }, this.sidebar.element, this.middle, this.panel.element),
      this.spoken,
    );
    this.welcome = drawWelcome(hello, { be, choosePerson: choose });
  }

  private readonly welcome: HTMLElement;

  /** Begins with what the address says. */
  start(): void {
    addEventListener('hashchange', () => void this.follow());
    document.addEventListener('visibilitychange', () => this.markRead());
    setInterval(() => void this.readWaiting(), LOOK_AGAIN);
    void this.follow();
    void this.readWaiting();
  }

  private goTo(person: number, conversation: string, types?: string): void {
    const hash = `#/${person}/${conversation}`;
    this.prepared = types;
    if (location.hash === hash) void this.follow();
    else location.hash = hash;
  }

  /** Shows what the address says: stories, or somebody's conversation. */
  private async follow(): Promise<void> {
    const mine = ++this.opening;
    const match = /^#\/(\d+)\/((?:person|channel):\d+)$/.exec(location.hash);
    if (!match) {
      this.conversation = null;
      this.sidebar.setPerson(this.person, this.hello.leading);
      this.sidebar.setConversations(this.conversations, null);
      this.middle.replaceChildren(this.welcome);
      this.show('messages');
      this.setTitle();
      return;
    }
    const id = Number(match[1]);
    const conversation = match[2] ?? '';
    const another = this.person?.id !== id;
    try {
      if (another) {
        const person = await api.person(id);
        if (mine !== this.opening) return;
        this.person = person;
        this.conversations = [];
        this.asides.clear();
        this.live.connect(id);
      }
    } catch (error) {
      this.say(sentenceOf(error));
      location.hash = '#/stories';
      return;
    }
    this.conversation = conversation;
    this.messages.clear();
    this.firstUnread = null;
    this.thread.clear();
    this.sidebar.setPerson(this.person, this.hello.leading);
    // Those of the person before are not to be pressed while the new ones are on their way.
    this.sidebar.setConversations(this.conversations, conversation);
    this.middle.replaceChildren(
      h('header', { class: 'middle-head' }, this.heading, this.placeSays),
      this.thread.element,
      this.composer.element,
    );
    this.show('messages');
    await this.refresh(true);
    if (mine !== this.opening) return;
    if (this.prepared !== undefined) this.composer.prepare(this.prepared);
    // Whoever has begun to type while the messages were on their way keeps the focus.
    else if (!this.middle.contains(document.activeElement)) this.heading.focus({ preventScroll: true });
    setTimeout(() => this.thread.listen(), SETTLE);
    this.prepared = undefined;
  }

  /** Reads everything that is shown; on opening a place, and whenever the connection comes back. */
  private async refresh(opened = false): Promise<void> {
    const { person, conversation } = this;
    if (!person) return;
    try {
      void this.readWaiting();
      const [conversations, read, hello] = await Promise.all([
        api.conversations(person.id),
        conversation ? api.messages(person.id, conversation) : null,
        api.hello(),
      ]);
      if (this.person?.id !== person.id || this.conversation !== conversation) return;
      this.sayBroken(false);
      this.panel.setClock(hello.clock);
      this.composer.setCommands(hello.commands);
      this.conversations = conversations;
      const here = conversations.find(each => each.id === conversation);
      this.heading.textContent = here
        ? here.direct
          ? 'Convenor and you'
          : `#${here.title}`
        : 'Not one of yours';
      this.placeSays.textContent = here?.direct ? 'Messages to you alone' : (here?.says ?? '');
      if (read) {
        if (opened && here && here.unread > 0 && here.unread < read.messages.length)
          this.firstUnread = read.messages.at(-here.unread)?.id ?? null;
        this.messages.takeNewest(read);
      }
      this.draw();
      if (opened) this.thread.toEnd();
      this.markRead();
    } catch (error) {
      this.say(sentenceOf(error));
    }
  }

  private onEvent(event: PushedEvent): void {
    if (event.type === 'clock') {
      this.panel.setClock(event.clock);
      // What was due has become overdue.
      if (!event.clock.walking) this.gather();
    } else if (event.type === 'waiting') this.gather();
    else this.onMessage(event.message, event.fresh);
  }

  private onMessage(message: MessageView, fresh: boolean): void {
    this.gather();
    if (fresh) this.asides.giveWay(message);
    if (message.conversation !== this.conversation) {
      const place = this.conversations.find(each => each.id === message.conversation);
      if (fresh && place) this.spoken.textContent = `Something new in ${place.title}`;
      return;
    }
    if (!this.messages.takePushed(message, fresh)) return;
    this.draw();
    this.markRead();
  }

  private gather(): void {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => {
      void this.readConversations();
      void this.readWaiting();
    }, GATHER);
  }

  private async readConversations(): Promise<void> {
    const { person } = this;
    if (!person) return;
    try {
      const conversations = await api.conversations(person.id);
      if (this.person?.id !== person.id) return;
      this.conversations = conversations;
      this.drawConversations();
    } catch {
      // The connection broke: when it is back, everything is read again.
    }
  }

  private async readWaiting(): Promise<void> {
    try {
      this.panel.setWaiting(await api.waiting());
    } catch {
      // As above.
    }
  }

  private async readEarlier(): Promise<void> {
    const { person, conversation } = this;
    const first = this.messages.all()[0];
    if (!person || !conversation || !first) return;
    try {
      const read = await api.messages(person.id, conversation, first.id);
      if (this.conversation !== conversation) return;
      this.messages.takeEarlier(read);
      this.draw();
    } catch (error) {
      this.say(sentenceOf(error));
    }
  }

  private draw(): void {
    this.drawConversations();
    this.thread.show(this.messages.all(), this.asides.of(this.conversation), {
      earlier: this.messages.earlier,
      firstUnread: this.firstUnread,
    });
  }

  private drawConversations(): void {
    // What is being looked at is being read.
    const shown = this.conversations.map(each =>
      each.id === this.conversation && !document.hidden ? { ...each, unread: 0 } : each,
    );
    this.sidebar.setConversations(shown, this.conversation);
    const unread = shown.reduce((sum, each) => sum + each.unread, 0);
    const chats = this.tabs.get('chats');
    if (chats) chats.textContent = unread > 0 ? `Chats (${unread})` : 'Chats';
    this.setTitle(unread);
  }

  private setTitle(unread = 0): void {
    const who = this.person ? `${this.person.name} · ` : '';
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${who}${this.hello.title}`;
  }

  private markRead(): void {
    const { person, conversation } = this;
    const last = this.messages.all().at(-1);
    if (!person || !conversation || !last || document.hidden) return;
    api.read(person.id, conversation, last.id).catch(() => {
      // Marked on the next occasion.
    });
  }

  private async press(data: unknown, from: { message: MessageView } | { aside: Aside }): Promise<void> {
    const { person, conversation } = this;
    if (!person || !conversation) return;
    try {
      const answer = await this.act(person.id, conversation, data);
      this.take(answer, person.id, conversation, from);
    } catch (error) {
      this.addAside(conversation, { tone: 'refused', text: sentenceOf(error) });
    }
  }

  private act(person: number, conversation: string, data: unknown): Promise<AnswerView> {
    return api.act({ person, conversation, data }, () => this.sayBroken(true));
  }

  private async type(text: string): Promise<void> {
    const { person, conversation } = this;
    if (!person || !conversation) return;
    try {
      const request = { person: person.id, conversation, text };
      const answer = await api.command(request, () => this.sayBroken(true));
      this.addAside(conversation, { tone: 'typed', text });
      this.take(answer, person.id, conversation, null);
    } catch (error) {
      this.addAside(conversation, { tone: 'refused', text: sentenceOf(error) });
      throw error;
    }
  }

  /** Shows an answer to the one who acted. */
  private take(
    answer: AnswerView,
    person: number,
    conversation: string,
    from: { message: MessageView } | { aside: Aside } | null,
  ): void {
    if (answer.type === 'form') {
      openForm(answer, async (data): Promise<Submitted> => {
        const next = await this.act(person, conversation, data);
        if (next.type === 'form') return next;
        this.take(next, person, conversation, from);
        return null;
      });
      return;
    }
    const shown = answer.shown;
    const aside = from && 'aside' in from ? from.aside : null;
    // A posted card shows its change itself; only in a channel it shows less than the answer may. A card in an
    // aside gives way to what comes after it.
    const posted =
      answer.type === 'notice' &&
      conversation.startsWith('person:') &&
      conversation === this.conversation &&
      shown !== undefined &&
      this.messages.takeAnswered(shown);
    if (aside) this.asides.forget(conversation, aside);
    this.addAside(conversation, {
      tone: answer.type === 'notice' ? answer.tone : 'info',
      text: answer.type === 'notice' ? answer.text : '',
      ...(shown && !posted && { shown }),
    });
  }

  private addAside(conversation: string, aside: Omit<Aside, 'id' | 'at'>): void {
    const added = this.asides.add(conversation, { ...aside, at: this.panel.now() });
    if (conversation !== this.conversation) return;
    this.draw();
    this.thread.reveal(added);
  }

  private dismiss(aside: Aside): void {
    if (!this.conversation) return;
    this.asides.forget(this.conversation, aside);
    this.draw();
    this.heading.focus({ preventScroll: true });
  }

  private say(text: string): void {
    this.banner.textContent = text;
    this.banner.hidden = false;
  }

  private sayBroken(broken: boolean): void {
    this.banner.hidden = !broken;
    this.banner.textContent = broken
      ? 'Convenor cannot be reached. This page comes back by itself; nothing that was confirmed is lost.'
      : '';
  }

  private show(view: View): void {
    this.app.dataset.view = view;
    for (const [each, tab] of this.tabs) tab.setAttribute('aria-pressed', String(each === view));
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
