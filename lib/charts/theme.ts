/**
 * The colors of Okabe and Ito, told apart with any kind of color vision; the lightest are darkened, so that each has a
 * contrast of at least 3 to 1 on white and on the ground of a dark theme.
 * @see https://jfly.uni-koeln.de/color/
 */
export const palette = {
  blue: "#0072B2",
  vermillion: "#D55E00",
  green: "#009E73",
  orange: "#B87A00",
  purple: "#CC79A7",
  sky: "#2C93CF",
  olive: "#808000",
  violet: "#8E6FD8",
  grey: "#767676",
} as const;

/** The colors of recordings and other series; vermillion and orange are left for what went wrong. */
export const seriesColors = [
  palette.blue,
  palette.green,
  palette.purple,
  palette.sky,
  palette.olive,
  palette.violet,
];

const colorsByName = new Map<string, string>();

/** The color of a recording: the same in every chart that this notebook draws, also when it is recorded again. */
export function colorOf({ name }: { readonly name: string }): string {
  const color = colorsByName.get(name) ?? seriesColors[colorsByName.size % seriesColors.length] ?? ink;
  colorsByName.set(name, color);
  return color;
}

/** Begins with the first color again, for who draws something that has nothing to do with what was drawn before. */
export function forgetColors(): void {
  colorsByName.clear();
}

/** The color of text where the chart is shown, so that it follows a theme, also while it is on the screen. */
export const ink = "currentColor";

/** How every chart looks: legible from the back of a room, on the ground of whatever theme there is. */
export const theme = {
  background: "transparent",
  padding: 8,
  config: {
    font: "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
    view: { stroke: null },
    title: {
      anchor: "start",
      fontSize: 15,
      subtitleFontSize: 13,
      subtitlePadding: 5,
      color: ink,
      subtitleColor: ink,
      offset: 12,
    },
    axis: {
      labelFontSize: 13,
      titleFontSize: 13,
      titleFontWeight: "normal",
      labelColor: ink,
      titleColor: ink,
      gridColor: ink,
      gridOpacity: 0.15,
      domainColor: ink,
      domainOpacity: 0.5,
      tickColor: ink,
      tickOpacity: 0.5,
    },
    legend: {
      labelFontSize: 13,
      titleFontSize: 13,
      labelColor: ink,
      titleColor: ink,
      symbolSize: 130,
      labelLimit: 0,
    },
    text: { fontSize: 13, color: ink },
    rule: { color: ink },
  },
} as const;
