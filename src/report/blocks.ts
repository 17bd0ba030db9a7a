/** How something stands. Renderers show it by a mark and a word, so that nothing hangs on colour alone. */
export type Tone = 'good' | 'notice' | 'warning' | 'bad' | 'off' | 'unknown';

/** A run of text; a plain string has no dress. All of it is data: renderers escape it. */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'code'; readonly text: string }
  /** Only http, https and mailto; a renderer shows any other as its text. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'status'; readonly tone: Tone; readonly text: string };

/** What stands in a cell, an item or a paragraph. */
export type Text = readonly Inline[];

/** What a chart shows, before anyone draws it. Days are ISO dates in UTC. */
export type Chart =
  | {
      readonly kind: 'gauge';
      /** 0–100; null where it is not known. */
      readonly score: number | null;
      readonly label: string;
      readonly tone: Tone;
    }
  | {
      readonly kind: 'usage';
      readonly days: readonly { readonly day: string; readonly calls: number }[];
      /** Calls a day; null where there is no limit per day to draw. */
      readonly limit: number | null;
    }
  | {
      readonly kind: 'trend';
      readonly days: readonly { readonly day: string; readonly score: number | null }[];
    };

/** One column of a table. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** The pieces that every report is made of; each renderer knows all of them. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  /** Labelled values, one a line. */
  | { readonly kind: 'facts'; readonly items: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Text[])[];
    }
  /** `alternative` says in words what the picture shows. */
  | { readonly kind: 'chart'; readonly chart: Chart; readonly alternative: string }
  | { readonly kind: 'callout'; readonly tone: Tone; readonly blocks: readonly Block[] }
  /** The line between two parts of the report. */
  | { readonly kind: 'rule' };

/** A report, ready for any renderer. Pure data: the same facts and clock give the same document. */
export interface ReportDocument {
  readonly title: string;
  readonly customer: { readonly id: string; readonly name: string };
  /** ISO 8601, UTC: the clock against which "5 min ago" is said. */
  readonly generatedAt: string;
  readonly blocks: readonly Block[];
}
