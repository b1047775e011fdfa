import type { FormInstance } from 'antd';
import { ApiError } from '@/api/client';

/**
 * Shows the fields that the server names beside the form's fields of the same name (body.details.phone is the
 * field ['details', 'phone']). Gives true when at least one field could show its message.
 */
export function showFieldErrors(form: FormInstance, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  let shown = false;
  for (const { location, message } of error.fields) {
    const name = location.replace(/^body\./, '').split('.');
    if (form.getFieldInstance(name) === undefined && form.getFieldValue(name) === undefined) continue;
    form.setFields([{ name, errors: [message] }]);
    shown = true;
  }
  return shown;
}
