import type { QueryKey } from '@tanstack/react-query';
import { Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { showFieldErrors } from './formErrors';
import { useChange } from './useChange';

interface FormModalProps<Values extends object, Out> {
  title: string;
  /** The word on the button; without it: save. */
  okText?: string;
  initial?: { [name: string]: unknown };
  submit: (values: Values) => Promise<Out>;
  /** What is read anew afterwards: the first words of query keys. */
  touches: QueryKey[];
  /** Said when it is done. */
  done?: string;
  onDone?: (out: Out) => void;
  /** Gives true when it has shown the error itself. */
  onFail?: (error: unknown, form: FormInstance<Values>) => boolean;
  onClose: () => void;
  width?: number;
  /** Only to look at: nothing can be changed. */
  readOnly?: boolean;
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

/**
 * A window with a form that changes one thing on the server. Enter sends it; what the server finds wrong stands
 * beside the fields, and what was typed stays. Mount it to open it; it calls onClose when it is done or left.
 */
export function FormModal<Values extends object, Out = unknown>({
  title,
  okText,
  initial,
  submit,
  touches,
  done,
  onDone,
  onFail,
  onClose,
  width = 520,
  readOnly = false,
  children,
}: FormModalProps<Values, Out>) {
  const { t } = useTranslation();
  const id = useId();
  const [form] = Form.useForm<Values>();
  const change = useChange(submit, {
    touches,
    done,
    onDone: (out) => {
      onDone?.(out);
      onClose();
    },
    onFail: (error) => onFail?.(error, form) || showFieldErrors(form, error),
  });
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      okText={okText ?? t('common:save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ htmlType: 'submit', form: id }}
      confirmLoading={change.isPending}
      mask={{ closable: readOnly }}
      {...(readOnly && { footer: null })}
    >
      <Form<Values>
        id={id}
        form={form}
        layout="vertical"
        disabled={readOnly}
        initialValues={initial}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) => change.mutate(values)}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Modal>
  );
}
