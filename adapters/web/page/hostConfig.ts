import { HostConfig } from 'adaptivecards';

/** The colours are the page's own variables, so that a card follows light and dark by itself. */
const TEXT = {
  default: { default: 'var(--text)', subtle: 'var(--muted)' },
  dark: { default: 'var(--text)', subtle: 'var(--muted)' },
  light: { default: 'var(--text)', subtle: 'var(--muted)' },
  accent: { default: 'var(--accent)', subtle: 'var(--accent)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
  attention: { default: 'var(--attention)', subtle: 'var(--attention)' },
};

const style = (backgroundColor: string) => ({
  backgroundColor,
  borderColor: 'var(--line)',
  foregroundColors: TEXT,
});

const FONT = {
  fontFamily: 'inherit',
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
};

/** How Microsoft's renderer lays cards out here. */
export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  spacing: { small: 4, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 0 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontTypes: { default: FONT, monospace: FONT },
  containerStyles: {
    default: style('transparent'),
    emphasis: style('var(--sunken)'),
    accent: style('var(--sunken)'),
    good: style('var(--bar)'),
    attention: style('var(--sunken)'),
    warning: style('var(--sunken)'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'bolder', spacing: 'small' },
  },
  actions: {
    maxActions: 20,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  table: { cellSpacing: 8 },
  textBlock: { headingLevel: 3 },
});
