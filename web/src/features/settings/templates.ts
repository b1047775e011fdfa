import { put } from '@/api/client';
import type { Template } from '@/api/types';

export type TemplateBody = Omit<Template, 'category' | 'version'> & { version?: number };

export const saveTemplate = (category: string, body: TemplateBody) => put<Template>(`/templates/${category}`, body);
