/**
 * The colours of Okabe and Ito, told apart with any kind of colour vision.
 * @see https://jfly.uni-koeln.de/color/
 */
export const palette = {
  blue: "#0072B2",
  vermillion: "#D55E00",
  green: "#009E73",
  orange: "#E69F00",
  purple: "#CC79A7",
  sky: "#56B4E9",
  black: "#000000",
  grey: "#767676",
} as const;

/** Series in the order in which they get their colours, each with a dash pattern of its own. */
export const seriesColors = [
  palette.blue,
  palette.vermillion,
  palette.green,
  palette.purple,
  palette.orange,
  palette.sky,
];
export const seriesDashes = [
  [1, 0],
  [8, 3],
  [3, 3],
  [10, 3, 3, 3],
  [14, 4],
  [2, 5],
];

const ink = "#1a1a1a";

/** How every chart looks: legible from the back of a room, and dark on white whatever the notebook's theme is. */
export const theme = {
  background: "white",
  padding: 12,
  config: {
    font: "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
    view: { stroke: null },
    title: {
      anchor: "start",
      fontSize: 18,
      subtitleFontSize: 14,
      color: ink,
      subtitleColor: "#444",
      offset: 12,
    },
    axis: {
      labelFontSize: 14,
      titleFontSize: 14,
      titleFontWeight: "normal",
      labelColor: ink,
      titleColor: ink,
      gridColor: "#ddd",
      domainColor: "#888",
      tickColor: "#888",
    },
    legend: {
      labelFontSize: 14,
      titleFontSize: 14,
      labelColor: ink,
      titleColor: ink,
      symbolSize: 160,
      labelLimit: 0,
    },
    text: { fontSize: 14, color: ink },
  },
} as const;

export const chartWidth = 640;
