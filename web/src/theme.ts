import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

// Every colour of the console is here, once for light and once for dark (docs/design.md says what each is for).
// Neutrals carry the page; loss, watch, safe and unknown are states and appear nowhere else.

const light = {
  canvas: '#f5f6f7',
  surface: '#ffffff',
  sunken: '#eef0f2',
  line: '#dde1e5',
  'line-strong': '#838d98',
  ink: '#15191d',
  'ink-soft': '#47505a',
  'ink-faint': '#5f6973',
  action: '#15191d',
  'action-hover': '#2d343b',
  'on-action': '#ffffff',
  focus: '#1f6feb',
  loss: '#b42318',
  'loss-wash': '#fdf0ee',
  'loss-line': '#f0c4bf',
  watch: '#8a5200',
  'watch-wash': '#fdf5e6',
  'watch-line': '#ecd5a8',
  safe: '#17693a',
  'safe-wash': '#eef7f1',
  'safe-line': '#b9dcc7',
  unknown: '#56606b',
  'unknown-wash': '#eef0f2',
  'unknown-line': '#d3d8dd',
}

const dark: typeof light = {
  canvas: '#0e1114',
  surface: '#161a1f',
  sunken: '#1d2228',
  line: '#2a3038',
  'line-strong': '#6b7682',
  ink: '#e9ecef',
  'ink-soft': '#b3bcc6',
  'ink-faint': '#929da8',
  action: '#e9ecef',
  'action-hover': '#ffffff',
  'on-action': '#14181c',
  focus: '#6aa5ff',
  loss: '#ff8f84',
  'loss-wash': '#2a1614',
  'loss-line': '#5c2a26',
  watch: '#f0bb55',
  'watch-wash': '#272010',
  'watch-line': '#554518',
  safe: '#74d197',
  'safe-wash': '#12241a',
  'safe-line': '#23502f',
  unknown: '#a4aeb8',
  'unknown-wash': '#1d2228',
  'unknown-line': '#363e47',
}

const variables = (tokens: typeof light) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--rf-${name}`, value]))

const bridge = {
  '--mantine-color-body': 'var(--rf-canvas)',
  '--mantine-color-text': 'var(--rf-ink)',
  '--mantine-color-dimmed': 'var(--rf-ink-faint)',
  '--mantine-color-placeholder': 'var(--rf-ink-faint)',
  '--mantine-color-default': 'var(--rf-surface)',
  '--mantine-color-default-hover': 'var(--rf-sunken)',
  '--mantine-color-default-color': 'var(--rf-ink)',
  '--mantine-color-default-border': 'var(--rf-line)',
  '--mantine-color-disabled': 'var(--rf-sunken)',
  '--mantine-color-disabled-color': 'var(--rf-ink-faint)',
  '--mantine-color-disabled-border': 'var(--rf-line)',
  '--mantine-color-anchor': 'var(--rf-ink)',
  '--mantine-color-error': 'var(--rf-loss)',
  '--mantine-primary-color-filled': 'var(--rf-action)',
}

/** By night a plain button has to stand out from the panel it is on. */
const raised = {
  '--mantine-color-default': 'var(--rf-line)',
  '--mantine-color-default-hover': 'var(--rf-unknown-line)',
  '--mantine-color-default-border': 'var(--rf-unknown-line)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...variables(light), ...bridge },
  dark: { ...variables(dark), ...bridge, ...raised },
})

const ink: MantineColorsTuple = [
  '#f5f6f7', '#eef0f2', '#dde1e5', '#c2c8ce', '#929da8', '#6f7984', '#47505a', '#2d343b', '#15191d', '#0e1114',
] // biome-ignore format: one row

// Mantine paints menus, dialogs and inputs of the dark scheme from this row: text first, ground last.
const night: MantineColorsTuple = [
  '#e9ecef',
  '#b3bcc6',
  '#929da8',
  '#6b7682',
  '#363e47',
  '#2a3038',
  '#161a1f',
  '#12161a',
  '#0e1114',
  '#0a0c0f',
]

/** The one filled button is ink on paper: colour is kept for states. `loss` marks acts that destroy. */
const variants: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input)
  if (input.variant !== 'filled') return resolved
  const name = input.color === 'loss' ? 'loss' : 'action'
  return {
    ...resolved,
    background: `var(--rf-${name})`,
    hover: name === 'loss' ? 'var(--rf-loss)' : 'var(--rf-action-hover)',
    color: name === 'loss' ? 'var(--rf-surface)' : 'var(--rf-on-action)',
    border: 'none',
  }
}

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 3 },
  colors: { ink, dark: night },
  variantColorResolver: variants,
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '12px', xl: '18px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    TagsInput: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md' } },
    Tooltip: { defaultProps: { multiline: true, maw: 320, withArrow: true, openDelay: 150 } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
})
