// Columns of deals, orders and receipts.
#include "exchange/columns.hpp"

namespace kith::exchange {

namespace {

using T = CellMeaning;

}  // namespace

const std::vector<Column>& deal_columns() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"deal", T::text, "商机名称", "Deal", true},
       3,
       "商机|项目名称|项目|机会名称|销售机会|商机主题|dealname|opportunity|"
       "opportunityname|dealtitle|topic|opportunitytopic|项目主题|业务机会名称|业务机会",
       "deal_id"},
      {{"deal_id", T::text, "商机编号", "Deal ID"},
       2,
       "商机id|机会编号|项目编号|opportunityid|opportunitynumber|recordid"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|客户全称|customername|company|account|accountname|"
       "organizationname|dealorganization|company/"
       "account|客户简称|购货单位|购货方|往来单位|客户信息|client|clientname|"
       "customeraccount|organization|organisation|associatedcompany|"
       "associatedcompanyname|potentialcustomer|最终客户",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       1,
       "客户编码|客户id|客户代码|客户代号|accountid|customerno|customernumber|"
       "customercode|accountnumber|custid|companyid|clientid"},
      {{"stage", T::word, "阶段", "Stage"},
       2,
       "商机阶段|销售阶段|当前阶段|项目阶段|节点|转化节点|dealstage|salesstage|milestone|"
       "销售流程阶段|业务阶段|pipelinestage|opportunitystage"},
      {{"stage_date", T::date, "进入阶段时间", "Stage entered"},
       2,
       "阶段时间|阶段开始时间|进入阶段日期|stagedate|enteredstage|stagemodifiedtime|"
       "laststagechangedate|datestageentered"},
      {{"plan_date", T::date, "计划完成时间", "Planned"},
       2,
       "计划完成日期|目标日期|targetdate"},
      {{"done_date", T::date, "实际完成时间", "Completed"},
       2,
       "实际完成日期|完成时间|完成日期|赢单时间|赢单日期|输单时间|关闭时间|关闭日期|"
       "成交日期|成交时间|actualclosedate|dealwontime|deallosttime|wontime|closedon"},
      {{"close_date", T::date, "结单日期", "Close date"},
       3,
       "结单时间|closedate|closingdate|dealclosedate"},
      {{"amount", T::money, "预计金额", "Amount"},
       3,
       "商机金额|预计成交金额|预计销售金额|预计合同金额|项目金额|金额|dealvalue|value|"
       "expectedrevenue|销售金额|预计金额(元)|商机总金额|机会金额|estrevenue|"
       "estimatedrevenue|closevalue|dealvalue|actualrevenue"},
      {{"currency", T::text, "币种", "Currency"},
       0,
       "币别|货币|结算币种|交易币种|currencycode|currencyisocode|isocurrency|"
       "transactioncurrency|dealcurrency|opportunitycurrency|amountcurrency|"
       "dealcurrencyofvalue"},
      {{"expected_close", T::date, "预计成交日期", "Expected close"},
       3,
       "预计成交时间|预计签单日期|预计签约日期|预计结单日期|预计成交|expectedclosedate|"
       "estclosedate|dealexpectedclosedate|estimatedclosedate|预计结单时间|预计赢单日期"},
      {{"probability", T::number, "赢率", "Probability"},
       3,
       "成交概率|成交率|winrate|赢单率|probability(%)|成功率|可能性"},
      {{"competitor", T::text, "竞争对手", "Competitor"},
       2,
       "竞品|主要竞争对手|competitors"},
      {{"products", T::text, "产品", "Products"},
       1,
       "产品名称|意向产品|product|dealproducts|涉及产品"},
      {{"lost_reason", T::text, "输单原因", "Lost reason"},
       2,
       "丢单原因|失败原因|lossreason|closedlostreason|reasonforloss|deallostreason|"
       "输单描述|输单原因说明"},
      {{"delay_reason", T::text, "延期原因", "Delay reason"}, 2, "延误原因"},
      {{"helper", T::person, "协同人", "Helper"}, 1, "协作人|协助人"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|业务员|商机负责人|accountmanager|dealowner|opportunityowner|"
       "salesrep|客户所有人|所有者|归属销售|所属业务员|负责销售|销售代表|业务负责人|"
       "companyowner|recordowner|organizationowner|salesagent|assigned|assignedto|"
       "商机所有人|机会所有人|项目负责人"},
      {{"created", T::date, "创建时间", "Created"},
       1,
       "创建日期|发现日期|createddate|createdat|createdtime|createdate|createdon|"
       "engagedate|dealdealcreated|dealcreated|created"},
      {{"state", T::word, "状态", "Status"},
       1,
       "商机状态|state|dealstatus|结果|商机结果|赢输状态|成交状态|statusreason"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|remark|remarks|notes|description|comment"},
  };
  return columns;
}

const std::vector<Column>& order_columns() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|rowid|index"},
      {{"order", T::text, "订单编号", "Order"},
       3,
       "订单号|单号|销售单号|订单|orderid|orderno|ordernumber|invoiceno|单据编号|单据号|"
       "发票号|发票编号|销售订单号|订单编码|出库单号|invoice|invoicenumber|orderkey|"
       "salesorder|purchaseorder|transactionid"},
      {{"line", T::text, "行号", "Line"},
       2,
       "分录|分录号|分录行号|订单行号|明细行号|lineno|linenumber|lineitem|orderline|"
       "orderlinenumber|orderitemid"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|客户全称|customername|company|account|accountname|"
       "organizationname|dealorganization|company/"
       "account|客户简称|购货单位|购货方|往来单位|客户信息|client|clientname|"
       "customeraccount|organization|organisation",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       1,
       "客户编码|客户id|客户代码|客户代号|accountid|customerno|customernumber|"
       "customercode|accountnumber|custid|companyid|clientid"},
      {{"date", T::date, "下单日期", "Order date", true},
       2,
       "下单时间|订单日期|订单时间|成交日期|成交时间|销售日期|日期|date|invoicedate|"
       "单据日期|开票日期|出库日期|销售时间|日期时间|orderpurchasetimestamp|"
       "orderdatetime|purchasedate|transactiondate|saledate|createdat"},
      {{"contract", T::text, "合同编号", "Contract"},
       1,
       "合同号|合同|合同名称|contractno"},
      {{"product", T::text, "产品名称", "Product"},
       2,
       "产品|商品|商品名称|货品名称|物料名称|productname|item|存货名称|品名|description|"
       "itemname|itemdescription|productdescription"},
      {{"product_code", T::text, "产品编码", "Product code"},
       2,
       "产品编号|商品编码|商品编号|物料编码|物料代码|存货编码|货品编码|货号|stockcode|"
       "productid|productcode|itemcode|itemno|sku"},
      {{"quantity", T::number, "数量", "Quantity"},
       3,
       "件数|qty|销售数量|订单数量|数量(件)|quantityordered|units|orderquantity"},
      {{"price", T::money, "单价", "Price"},
       2,
       "价格|unitprice|含税单价|销售单价|成交单价|不含税单价|priceeach"},
      {{"amount", T::money, "订单金额", "Amount", true},
       2,
       "金额|总金额|成交金额|销售金额|总价|合计金额|total|totalamount|ordertotal|"
       "价税合计|含税金额|金额合计|销售额|订单总额|订单总金额|成交额|实付金额|应收金额|"
       "sales|salesamount|amountpaid|revenue|linetotal|totalprice|totalsales|subtotal|"
       "grandtotal|netamount",
       "price|order"},
      {{"discount", T::number, "折扣", "Discount"},
       1,
       "折扣率|折扣额|优惠|优惠金额|discountrate|discountpercent"},
      {{"currency", T::text, "币种", "Currency"},
       0,
       "币别|货币|结算币种|交易币种|currencycode|currencyisocode|isocurrency|"
       "transactioncurrency|ordercurrency|invoicecurrency"},
      {{"kind", T::word, "订单类型", "Kind"},
       1,
       "类型|单据类型|ordertype|type|业务类型|交易类型|红蓝字|transactiontype"},
      {{"returned_order", T::text, "原订单号", "Returned order"},
       2,
       "退货原单号|原单号|originalorder"},
      {{"profit", T::money, "毛利", "Profit"}, 1, "利润|毛利额|grossprofit"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "销售|业务员|客户经理|销售员|accountmanager|salesrep|salesperson|客户所有人|"
       "所有者|归属销售|所属业务员|负责销售|销售代表|业务负责人|companyowner|recordowner|"
       "organizationowner|salesagent|assigned|assignedto"},
      {{"state", T::word, "状态", "Status"}, 1, "订单状态|state"},
      {{"note", T::text, "备注", "Note"}, 1, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

const std::vector<Column>& receipt_columns() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"receipt", T::text, "回款编号", "Receipt"},
       2,
       "流水号|收款编号|收款单号|receiptno|paymentid"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|付款方|付款单位|customername|company|account|payer|"
       "organizationname|dealorganization|company/"
       "account|客户简称|购货单位|购货方|往来单位|客户信息|client|clientname|"
       "customeraccount|organization|organisation",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       1,
       "客户编码|客户id|客户代码|客户代号|accountid|customerno|customernumber|"
       "customercode|accountnumber|custid|companyid|clientid"},
      {{"contract", T::text, "合同编号", "Contract"},
       1,
       "合同号|合同|合同名称|contractno"},
      {{"order", T::text, "订单编号", "Order"}, 1, "订单号|单号|orderid|orderno"},
      {{"period", T::number, "期数", "Instalment"},
       3,
       "期次|第几期|回款期次|installment|instalmentno"},
      {{"plan_amount", T::money, "计划金额", "Planned amount"},
       3,
       "应收金额|计划回款金额|应回款金额|amountdue|plannedamount"},
      {{"plan_date", T::date, "计划日期", "Planned date"},
       2,
       "计划回款日期|应收日期|计划回款时间|应回款日期|duedate|planneddate"},
      {{"amount", T::money, "实际金额", "Amount received", true},
       3,
       "回款金额|实收金额|到账金额|收款金额|实际回款金额|已回款金额|amountreceived|"
       "paidamount|"
       "paymentamount"},
      {{"currency", T::text, "币种", "Currency"},
       0,
       "币别|货币|结算币种|交易币种|currencycode|currencyisocode|isocurrency|"
       "transactioncurrency|ordercurrency|invoicecurrency"},
      {{"date", T::date, "实际日期", "Date received", true},
       3,
       "回款日期|到账日期|收款日期|回款时间|到账时间|实际回款日期|paymentdate|"
       "receiveddate|paiddate"},
      {{"method", T::text, "回款方式", "Method"},
       2,
       "付款方式|收款方式|方式|支付方式|paymentmethod"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "销售|业务员|客户经理|accountmanager|salesrep|客户所有人|所有者|归属销售|"
       "所属业务员|负责销售|销售代表|业务负责人|companyowner|recordowner|"
       "organizationowner|salesagent|assigned|assignedto"},
      {{"state", T::word, "状态", "Status"}, 1, "回款状态|state"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|remark|remarks|notes|description|comment"},
  };
  return columns;
}

}  // namespace kith::exchange
