// What the page uses of vis-network, which stands in the page as a script of its own.

interface VisPoint {
  readonly x: number;
  readonly y: number;
}

interface VisClick {
  readonly event: { readonly srcEvent?: { readonly pointerType?: string } };
  readonly pointer: { readonly canvas: VisPoint };
}

interface VisMove {
  readonly position?: VisPoint;
  readonly scale?: number;
  readonly animation?: boolean;
}

declare namespace vis {
  class Network {
    constructor(stage: HTMLElement, graph: object, options: object);
    on(event: "afterDrawing", act: (context: CanvasRenderingContext2D) => void): void;
    on(event: "click", act: (click: VisClick) => void): void;
    redraw(): void;
    moveTo(move: VisMove): void;
    getScale(): number;
    getViewPosition(): VisPoint;
    DOMtoCanvas(point: VisPoint): VisPoint;
  }
}
