import { Table, type TableProps } from 'antd';
import styles from './DataTable.module.css';

interface DataTableProps<Row> extends Omit<TableProps<Row>, 'size' | 'scroll'> {
  /** Keys of the columns whose values say too little without the column's name, which a phone puts before them. */
  named?: string[];
}

/** A table that fits: on a phone its rows become cards, so that nothing lies outside the screen. */
export function DataTable<Row extends object>({
  columns = [],
  className = '',
  named = [],
  ...props
}: DataTableProps<Row>) {
  const cells = columns.map((column) => {
    const name = named.includes(String(column.key)) ? column.title : undefined;
    return { ...column, onCell: () => ({ 'data-name': name }) as object };
  });
  return <Table<Row> {...props} size="small" columns={cells} className={`${styles.table} ${className}`} />;
}
