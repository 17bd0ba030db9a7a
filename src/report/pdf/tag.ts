/** The roles of PDF's structure tree that reports use (ISO 32000-1, 14.8.4). */
export type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Div'
  | 'Link';

/** A place in the structure that says how the document is read aloud. What is drawn for it may lie on several pages. */
export interface Tag {
  readonly role: Role;
  readonly parent: Tag | null;
  /** Words in place of a picture. */
  readonly alternative?: string;
}

/** A tag inside another. */
export function tag(role: Role, parent: Tag, alternative?: string): Tag {
  return alternative === undefined ? { role, parent } : { role, parent, alternative };
}
