import { put } from '@/api/client';
import type { Template } from '@/api/types';

export type TemplateBody = Omit<Template, 'category' | 'version' | 'unit'> & {
  version?: number;
  /** The unit whose own it is; left out, the common one. */
  unitId?: string;
  letGo?: boolean;
};

export const saveTemplate = (category: string, body: TemplateBody) => put<Template>(`/templates/${category}`, body);
