import type { TFunction } from "i18next";
import { type ChartLayout, edgePath, nodeSize } from "./chart-layout.ts";
import { holderLine } from "./holder-line.ts";

/** Larger pictures are refused by some browser, or come out empty. */
const longestSide = 16_000;
const largestArea = 120_000_000;
const sharpest = 2;
const blurriest = 0.5;
const titleHeight = 56;

/**
 * The whole chart as a PNG, as it is laid out, under a title; null when it is too large to be readable in one picture.
 */
export async function drawChart(layout: ChartLayout, title: string, t: TFunction): Promise<Blob | null> {
  const height = layout.height + titleHeight;
  const scale = Math.min(
    sharpest,
    longestSide / layout.width,
    longestSide / height,
    Math.sqrt(largestArea / (layout.width * height)),
  );
  if (scale < blurriest) return null;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(layout.width * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = (size: number, weight: number) => {
    pen.font = `${weight} ${size}px ${style.fontFamily}`;
  };

  pen.scale(scale, scale);
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, layout.width, height);
  pen.fillStyle = colour("ink");
  font(20, 800);
  pen.fillText(fitted(pen, title, layout.width - 48), 24, 36);
  pen.translate(0, titleHeight);

  for (const edge of layout.edges) {
    pen.strokeStyle = colour(edge.kind === "line" ? "line-strong" : "accent");
    pen.setLineDash(edge.kind === "line" ? [] : [4, 4]);
    pen.lineWidth = 1.25;
    pen.stroke(new Path2D(edgePath(edge)));
  }
  for (const { node, x, y } of layout.nodes) {
    const { position } = node;
    const vacant = position.vacant > 0;
    pen.beginPath();
    pen.roundRect(x, y, nodeSize.width, nodeSize.height, 8);
    pen.fillStyle = colour("surface");
    pen.fill();
    pen.strokeStyle = colour(vacant ? "accent" : "line-strong");
    pen.setLineDash(vacant ? [4, 3] : []);
    pen.stroke();
    const room = nodeSize.width - 24;
    pen.fillStyle = colour("ink");
    font(14, 700);
    pen.fillText(fitted(pen, position.name, room), x + 12, y + 26);
    pen.fillStyle = colour("ink-soft");
    font(12, 400);
    pen.fillText(fitted(pen, holderLine(node, t), room), x + 12, y + 45);
    if (vacant) {
      pen.fillStyle = colour("accent-ink");
      font(12, 600);
      pen.fillText(fitted(pen, t("chart.vacant", { count: position.vacant }), room), x + 12, y + 63);
    }
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** The text, cut with an ellipsis where it is wider than `room` in the font that is set. */
function fitted(pen: CanvasRenderingContext2D, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && pen.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
