import {
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  ClusterOutlined,
  DashboardOutlined,
  DisconnectOutlined,
  FieldTimeOutlined,
  FormOutlined,
  GiftOutlined,
  HeartOutlined,
  HomeOutlined,
  IdcardOutlined,
  InboxOutlined,
  LineChartOutlined,
  LockOutlined,
  MailOutlined,
  ProfileOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  SnippetsOutlined,
  SolutionOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission } from '@/api/types';

/** A page in the rail and the palette. */
export interface Page {
  to:
    | '/'
    | '/tickets'
    | '/inbox'
    | '/watch'
    | '/duty'
    | '/customers'
    | '/identity'
    | '/care'
    | '/service-plans'
    | '/disputes'
    | '/outages'
    | '/flow'
    | '/settings/units'
    | '/settings/staff'
    | '/absences'
    | '/settings/log-in'
    | '/settings/providers'
    | '/settings/roles'
    | '/settings/policies'
    | '/settings/calendars'
    | '/settings/plans'
    | '/settings/templates'
    | '/settings/phrases'
    | '/settings/outgoing'
    | '/audit';
  /** Its name is app:page.<name>. */
  name: string;
  icon: ReactNode;
  /** One of these is enough. */
  needs: Permission[];
  group: 'work' | 'rules';
}

export const pages: Page[] = [
  { to: '/', name: 'home', icon: <HomeOutlined />, needs: ['ticket.read'], group: 'work' },
  { to: '/tickets', name: 'tickets', icon: <ProfileOutlined />, needs: ['ticket.read'], group: 'work' },
  { to: '/inbox', name: 'inbox', icon: <InboxOutlined />, needs: ['handoff.work'], group: 'work' },
  { to: '/watch', name: 'watch', icon: <DashboardOutlined />, needs: ['ticket.supervise'], group: 'work' },
  { to: '/disputes', name: 'disputes', icon: <SolutionOutlined />, needs: ['ticket.supervise'], group: 'work' },
  { to: '/duty', name: 'duty', icon: <ScheduleOutlined />, needs: ['ticket.read', 'duty.plan'], group: 'work' },
  {
    to: '/outages',
    name: 'outages',
    icon: <DisconnectOutlined />,
    needs: ['ticket.read', 'outage.manage'],
    group: 'work',
  },
  { to: '/customers', name: 'customers', icon: <TeamOutlined />, needs: ['customer.read'], group: 'work' },
  {
    to: '/absences',
    name: 'absences',
    icon: <CarryOutOutlined />,
    needs: ['ticket.handle', 'handoff.work', 'ticket.supervise', 'org.manage'],
    group: 'work',
  },
  {
    to: '/identity',
    name: 'identity',
    icon: <IdcardOutlined />,
    needs: ['identity.keep', 'identity.enforce'],
    group: 'work',
  },
  { to: '/care', name: 'care', icon: <HeartOutlined />, needs: ['customer.read'], group: 'work' },
  { to: '/flow', name: 'flow', icon: <LineChartOutlined />, needs: ['flow.read'], group: 'work' },
  { to: '/settings/units', name: 'units', icon: <ApartmentOutlined />, needs: ['org.manage'], group: 'rules' },
  {
    to: '/settings/staff',
    name: 'staff',
    icon: <UserOutlined />,
    needs: ['org.manage', 'rights.manage', 'audit.read'],
    group: 'rules',
  },
  {
    to: '/settings/roles',
    name: 'roles',
    icon: <SafetyOutlined />,
    needs: ['rights.manage', 'audit.read'],
    group: 'rules',
  },
  {
    to: '/settings/log-in',
    name: 'logInRules',
    icon: <LockOutlined />,
    needs: ['security.manage'],
    group: 'rules',
  },
  {
    to: '/settings/providers',
    name: 'providers',
    icon: <ClusterOutlined />,
    needs: ['security.manage'],
    group: 'rules',
  },
  { to: '/settings/policies', name: 'policies', icon: <FieldTimeOutlined />, needs: ['rules.manage'], group: 'rules' },
  { to: '/settings/calendars', name: 'calendars', icon: <CalendarOutlined />, needs: ['rules.manage'], group: 'rules' },
  { to: '/settings/plans', name: 'plans', icon: <AppstoreOutlined />, needs: ['rules.manage'], group: 'rules' },
  {
    to: '/service-plans',
    name: 'servicePlans',
    icon: <GiftOutlined />,
    needs: ['rules.manage', 'ticket.supervise'],
    group: 'rules',
  },
  { to: '/settings/templates', name: 'templates', icon: <FormOutlined />, needs: ['rules.manage'], group: 'rules' },
  { to: '/settings/phrases', name: 'phrases', icon: <SnippetsOutlined />, needs: ['rules.manage'], group: 'rules' },
  { to: '/settings/outgoing', name: 'outgoing', icon: <MailOutlined />, needs: ['outgoing.manage'], group: 'rules' },
  { to: '/audit', name: 'audit', icon: <AuditOutlined />, needs: ['audit.read'], group: 'rules' },
];

/** The pages that a person with these permissions uses. */
export const pagesFor = (permissions: Permission[]): Page[] =>
  pages.filter((p) => p.needs.some((one) => permissions.includes(one)));
