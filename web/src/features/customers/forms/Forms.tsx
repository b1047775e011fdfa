import type { Customer } from '@/api/types';
import type { Doing } from '../doing';
import { ContactForm } from './ContactForm';
import { ContractForm } from './ContractForm';
import { CustomerForm } from './CustomerForm';
import { MergeForm } from './MergeForm';
import { MoveForm } from './MoveForm';
import { ServicePlanForm } from './ServicePlanForm';
import { SiteForm } from './SiteForm';
import { StepForm } from './StepForm';
import { SubscriptionForm } from './SubscriptionForm';
import { SwapForm } from './SwapForm';
import { TerminalForm } from './TerminalForm';

interface FormsProps {
  customer: Customer;
  doing: Doing;
  onClose: () => void;
  /** The customer goes on as another. */
  onMerged: (into: string) => void;
}

/** The window in which the customer or a part of him is changed. */
export default function Forms({ customer, doing, onClose, onMerged }: FormsProps) {
  const common = { customerId: customer.id, onClose };
  // After a step that came too late the page has read the latest state: the next try is based on it.
  const latest = <P extends { id: string }>(parts: P[], part: P) => parts.find(({ id }) => id === part.id) ?? part;
  switch (doing.what) {
    case 'customer':
      return <CustomerForm customer={customer} onClose={onClose} />;
    case 'servicePlan':
      return <ServicePlanForm customer={customer} onClose={onClose} />;
    case 'merge':
      return <MergeForm customer={customer} onDone={onMerged} onClose={onClose} />;
    case 'contact':
      return <ContactForm {...common} kind="contact" part={doing.part} />;
    case 'site':
      return <SiteForm {...common} kind="site" part={doing.part} />;
    case 'contract':
      return <ContractForm {...common} kind="contract" part={doing.part} />;
    case 'terminal':
      return <TerminalForm {...common} kind="terminal" part={doing.part} sites={customer.sites} />;
    case 'subscription':
      return <SubscriptionForm {...common} kind="subscription" part={doing.part} terminals={customer.terminals} />;
    case 'step':
      return (
        <StepForm
          subscription={latest(customer.subscriptions, doing.part)}
          step={doing.step}
          terminals={customer.terminals}
          onClose={onClose}
        />
      );
    case 'move':
      return <MoveForm customer={customer} terminal={latest(customer.terminals, doing.part)} onClose={onClose} />;
    case 'swap':
      return <SwapForm terminal={latest(customer.terminals, doing.part)} onClose={onClose} />;
  }
}
