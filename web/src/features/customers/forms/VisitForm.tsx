import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { addVisit, careTouches, changeVisit } from '@/api/care';
import { useMe } from '@/api/session';
import type { CareVisit, Customer, VisitFields } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { StaffPicker } from '@/components/pickers';
import { useNow } from '@/i18n/now';
import { dayAt } from '../days';

interface VisitFormProps {
  customer: Customer;
  visit?: CareVisit;
  onClose: () => void;
}

/** Plans a visit, or says what came of one. */
export default function VisitForm({ customer, visit, onClose }: VisitFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const today = dayAt(useNow());
  const needed = [{ required: true, message: t('care:fillIn') }];
  const initial = visit
    ? { ...visit, siteId: visit.siteId || undefined }
    : { state: 'planned', day: today, staffId: me.id };
  return (
    <FormModal<VisitFields>
      title={t(visit ? 'care:visiting' : 'care:visit')}
      initial={initial}
      submit={(values) => {
        const input = { ...values, siteId: values.siteId ?? '' };
        return visit ? changeVisit(visit, input) : addVisit(customer.id, input);
      }}
      touches={careTouches}
      done={t('care:saved')}
      onClose={onClose}
    >
      <FieldPair>
        <Form.Item name="state" label={t('care:outcome')}>
          <Select
            options={['planned', 'made', 'cancelled'].map((value) => ({ value, label: t(`care:visitState.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="day" label={t('care:day')} rules={needed}>
          <DayInput />
        </Form.Item>
        <Form.Item name="staffId" label={t('care:owner')} rules={needed}>
          <StaffPicker />
        </Form.Item>
        <Form.Item name="siteId" label={t('care:site')}>
          <Select
            allowClear
            placeholder={t('care:noSite')}
            options={customer.sites.map((site) => ({ value: site.id, label: site.name }))}
          />
        </Form.Item>
      </FieldPair>
      <Form.Item name="purpose" label={t('care:purpose')} rules={needed}>
        <Input.TextArea autoFocus autoSize={{ minRows: 1, maxRows: 6 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="result" label={t('care:visitResult')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={4000} />
      </Form.Item>
    </FormModal>
  );
}
