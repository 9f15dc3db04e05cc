/** The Jupyter messages that travel between the extension and the kernel, one JSON object a line. */

export type Channel = 'shell' | 'control' | 'stdin' | 'iopub';

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

export interface Message<Content = Record<string, unknown>> {
  channel: Channel;
  header: Header;
  parent_header: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Content;
}

/** MIME type → data. JSON types hold objects, every other type a string. */
export type MimeBundle = Record<string, unknown>;

export interface StreamContent {
  name: 'stdout' | 'stderr';
  text: string;
}

/** Of display_data, update_display_data and execute_result; only the last has a count. */
export interface DisplayContent {
  data: MimeBundle;
  metadata?: Record<string, unknown>;
  transient?: { display_id?: string };
  execution_count?: number;
}

export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Where in the cell an error lies, both from 1: what the kernel puts under `descent` in an error's metadata. */
export interface ErrorPlace {
  line?: number;
  column?: number;
}

export interface ExecuteReply {
  status: 'ok' | 'error' | 'aborted';
  execution_count?: number;
}

export interface CompleteReply {
  status: string;
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata?: { _jupyter_types_experimental?: { text: string; type?: string; signature?: string }[] };
}

export interface InspectReply {
  found: boolean;
  data: MimeBundle;
}

export interface InputRequest {
  prompt: string;
  password: boolean;
}
