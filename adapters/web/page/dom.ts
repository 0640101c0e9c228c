type Child = Node | string | null | undefined | false;

interface Props {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly hidden?: boolean;
  readonly disabled?: boolean;
  readonly type?: string;
  readonly href?: string;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly dateTime?: string;
  readonly tabIndex?: number;
  readonly open?: boolean;
  /** Attributes that are no properties: role, aria-… */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onclick?: () => void;
}

/** An element with its properties and children; text is always text. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  const { class: classes, attributes = {}, onclick, ...plain } = props;
  if (classes) element.className = classes;
  Object.assign(element, plain);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (onclick) element.addEventListener('click', onclick);
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A real button. */
export function button(
  label: string,
  onclick: () => void,
  props: Omit<Props, 'onclick' | 'type'> = {},
): HTMLButtonElement {
  return h('button', { ...props, type: 'button', onclick }, label);
}
