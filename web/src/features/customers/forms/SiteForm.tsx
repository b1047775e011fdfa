import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Site } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FieldPair } from '@/components/FieldPair';
import { PartForm, type PartFormProps, useNeeded } from './PartForm';

const valuesOf = ({ name, area, address, lat, lon, heightM, zone, access }: Site) => ({
  name,
  area,
  address,
  lat,
  lon,
  heightM,
  zone,
  access,
});

/** All time zones that the browser knows, those of China first. */
function zoneOptions() {
  const near = ['Asia/Shanghai', 'Asia/Urumqi'];
  return [...near, ...Intl.supportedValuesOf('timeZone').filter((zone) => !near.includes(zone))].map((value) => ({
    value,
    label: value,
  }));
}

/** Adds or changes a place where terminals work. */
export function SiteForm(props: PartFormProps<'site'>) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:siteField.${field}`);
  const number = (min: number, max: number, step = 1) => (
    <InputNumber style={{ width: '100%' }} min={min} max={max} step={step} />
  );
  return (
    <PartForm
      {...props}
      title={t(props.part ? 'customers:changing.site' : 'customers:adding.site')}
      blank={{ area: 'rural', zone: 'Asia/Shanghai' }}
      valuesOf={valuesOf}
      emptied={{ heightM: 0 }}
      nameOf={label}
    >
      <FieldPair>
        <Form.Item name="name" label={label('name')} rules={needed}>
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="area" label={label('area')} rules={needed}>
          <CodeSelect list="areas" />
        </Form.Item>
      </FieldPair>
      <Form.Item name="address" label={label('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <FieldPair>
        <Form.Item name="lat" label={label('lat')} rules={needed}>
          {number(-90, 90, 0.0001)}
        </Form.Item>
        <Form.Item name="lon" label={label('lon')} rules={needed}>
          {number(-180, 180, 0.0001)}
        </Form.Item>
        <Form.Item name="heightM" label={label('heightM')}>
          {number(-500, 20000)}
        </Form.Item>
        <Form.Item name="zone" label={label('zone')} tooltip={t('customers:zoneHint')}>
          <Select showSearch options={zoneOptions()} />
        </Form.Item>
      </FieldPair>
      <Form.Item name="access" label={label('access')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={500} placeholder={t('customers:accessHint')} />
      </Form.Item>
    </PartForm>
  );
}
