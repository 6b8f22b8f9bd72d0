#include "exchange/columns.hpp"

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {

namespace {

using T = CellMeaning;

const std::vector<Column>& customers() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|单位|客户全称|公司全称|客户公司|客户名|"
       "customername|company|"
       "companyname|account|accountname|organization|organisation|name"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       2,
       "客户编码|客户id|客户代码|accountid|customerno|customercode"},
      {{"credit_code", T::text, "统一社会信用代码", "Credit code"},
       2,
       "信用代码|税号|纳税人识别号|taxid"},
      {{"industry", T::text, "所属行业", "Industry"},
       3,
       "行业|客户行业|行业类别|行业类型|sector"},
      {{"size", T::text, "公司规模", "Size"},
       2,
       "规模|企业规模|人员规模|人数|员工人数|employees|companysize"},
      {{"region", T::text, "地区", "Region"},
       1,
       "区域|省份|城市|所在地区|所在城市|省市|所在地|city|province|state|country"},
      {{"address", T::text, "地址", "Address"}, 1, "详细地址|公司地址|联系地址|street"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "联系人姓名|主要联系人|客户联系人|首要联系人|姓名|contactname|contactperson|"
       "primarycontact"},
      {{"position", T::text, "职位", "Position"},
       2,
       "职务|岗位|联系人职位|联系人职务|title|jobtitle"},
      {{"phone", T::phone, "联系方式", "Phone"},
       2,
       "联系电话|手机|手机号|手机号码|电话|电话号码|移动电话|联系人电话|联系人手机|"
       "mobile|mobilephone|"
       "tel|telephone|phonenumber"},
      {{"email", T::text, "邮箱", "E-mail"},
       1,
       "电子邮箱|电子邮件|邮件|联系邮箱|mail|emailaddress"},
      {{"wechat", T::text, "微信", "WeChat"}, 1, "微信号|联系微信"},
      {{"tier", T::word, "客户分级", "Tier"},
       3,
       "客户级别|客户等级|客户分类|级别|等级|分级|价值等级|重要程度|grade|rating|"
       "customerlevel|level|"
       "accounttier"},
      {{"core_need", T::text, "核心需求", "Core need"},
       3,
       "客户需求|需求|主要需求|需求描述|需求特征|need|needs|requirement|requirements"},
      {{"budget", T::money, "预算范围", "Budget"},
       2,
       "预算|采购预算|预算金额|budgetrange"},
      {{"cycle", T::text, "采购周期", "Purchase cycle"}, 2, "购买周期"},
      {{"products", T::text, "关注产品", "Products of interest"},
       2,
       "关注产品/服务|意向产品|关注产品或服务|感兴趣产品|products|productinterest"},
      {{"past_amount", T::money, "历史合作金额", "Past amount"},
       3,
       "合作金额|累计合作金额|历史成交金额|累计成交金额|历史采购金额|累计金额|成交总额|"
       "totalrevenue|"
       "lifetimevalue|historicalamount"},
      {{"annual_purchase", T::money, "年采购额", "Annual purchase"},
       2,
       "年采购金额|年度采购额|annualrevenue"},
      {{"profit", T::money, "利润贡献", "Profit"}, 2, "利润|毛利|利润额"},
      {{"growth", T::text, "行业增长性", "Industry growth"}, 2, "增长性|行业增长"},
      {{"willingness", T::text, "合作意愿", "Willingness"}, 2, "意愿|意愿度|合作意向"},
      {{"stage", T::word, "合作阶段", "Cooperation stage"},
       2,
       "客户阶段|客户状态|合作状态|阶段|状态|生命周期|stage|status|lifecyclestage"},
      {{"tags", T::text, "标签", "Tags"}, 2, "客户标签|tag|labels"},
      {{"source", T::text, "客户来源", "Source"}, 2, "来源|来源渠道|leadsource"},
      {{"parent", T::company, "上级客户", "Parent"},
       1,
       "母公司|上级公司|所属集团|parentaccount"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|销售员|业务员|归属人|所有人|所属销售|客户负责人|销售负责人|"
       "专属销售|"
       "accountmanager|accountowner|salesrep|salesperson|assignedto"},
      {{"created", T::date, "创建时间", "Created"},
       1,
       "创建日期|建档时间|建档日期|录入时间|登记日期|createddate|createdat|createdon"},
      {{"last_followup", T::date, "最后跟进时间", "Last follow-up"},
       3,
       "最近跟进时间|最后跟进日期|最近跟进日期|最近联系时间|最后联系时间|最近联系日期|"
       "最后联系日期|"
       "上次跟进时间|上次联系时间|lastcontact|lastcontacted|lastactivity|"
       "lastactivitydate|"
       "lastfollowupdate|lastcontactdate"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|备注信息|remark|remarks|notes|description|comment"},
  };
  return columns;
}

const std::vector<Column>& follow_ups() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|客户全称|customername|company|account|"
       "accountname|relatedto"},
      {{"date", T::date, "跟进时间", "Follow-up date", true},
       3,
       "跟进日期|计划时间|计划日期|计划跟进时间|计划跟进日期|时间|日期|date|plandate|"
       "duedate|"
       "followuptime|planneddate"},
      {{"channel", T::word, "跟进方式", "Channel"},
       3,
       "方式|沟通方式|联系方式|跟进类型|跟进渠道|method|type|activitytype"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "客户联系人|contactname|contactperson"},
      {{"content", T::text, "跟进内容", "Content"},
       3,
       "内容|计划内容|跟进记录|跟进情况|跟进事项|沟通内容|subject|summary|description"},
      {{"feedback", T::text, "客户反馈", "Feedback"},
       1,
       "反馈|反馈结果|反馈情况|客户反应|response|result|outcome"},
      {{"next_step", T::text, "下一步计划", "Next step"},
       2,
       "下一步|后续计划|下次计划|下步计划|下一步行动|后续行动|nextsteps|nextaction|"
       "nextplan"},
      {{"next_date", T::date, "下次跟进时间", "Next date"},
       2,
       "下次跟进日期|下次联系时间|下次联系日期|nextfollowup|nextfollowupdate|"
       "nextcontactdate"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|业务员|执行人|责任人|accountmanager|assignedto|salesrep"},
      {{"state", T::word, "完成状态", "Status"},
       3,
       "状态|完成情况|进度|跟进状态|执行状态|是否完成|state|completion|done"},
      {{"key", T::text, "跟进编号", "Kith key"}, 2, "kithkey"},
      {{"note", T::text, "备注", "Note"}, 1, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

const std::vector<Column>& interactions() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|客户全称|customername|company|account|"
       "accountname"},
      {{"date", T::date, "互动时间", "Interaction date", true},
       3,
       "互动日期|沟通时间|沟通日期|拜访时间|拜访日期|接触时间|联系时间|联系日期|时间|"
       "日期|date|"
       "interactiontime|activitydate|time"},
      {{"channel", T::word, "互动方式", "Channel"},
       3,
       "互动类型|互动渠道|沟通方式|联系方式|拜访方式|方式|类型|method|type|activitytype"},
      {{"content", T::text, "互动内容", "Content"},
       3,
       "沟通要点|沟通内容|互动要点|拜访内容|沟通记录|内容|互动记录|summary|subject"},
      {{"products", T::text, "关联产品/服务", "Products"},
       2,
       "关联产品|意向产品|涉及产品|产品|product"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "客户联系人|contactname|contactperson"},
      {{"participants", T::text, "参与人员", "Participants"},
       3,
       "参与人|参会人员|参会人|attendees"},
      {{"feedback", T::text, "客户反馈", "Feedback"},
       1,
       "反馈|客户反应|response|outcome|result"},
      {{"key_issue", T::text, "关键问题", "Key issue"}, 2, "问题|主要问题|issue"},
      {{"satisfaction", T::word, "客户满意度", "Satisfaction"},
       3,
       "满意度|评价等级|满意程度|满意度评分|csat"},
      {{"level", T::word, "互动层级", "Level"}, 2, "层级|互动级别|高层互动"},
      {{"purpose", T::text, "互动目的", "Purpose"}, 2, "目的|拜访目的|沟通目的"},
      {{"next_step", T::text, "下一步计划", "Next step"},
       1,
       "下次联系计划|下一步|后续计划|后续行动|nextsteps|nextaction"},
      {{"next_date", T::date, "下次跟进日期", "Next date"},
       1,
       "下次跟进时间|下次联系时间|下次联系日期|nextcontactdate|nextfollowup"},
      {{"owner", T::person, "记录人", "Author"},
       2,
       "负责人|跟进人|客户经理|销售|业务员|填写人|owner|loggedby|createdby"},
      {{"state", T::word, "处理状态", "Status"}, 1, "状态|state"},
      {{"note", T::text, "备注", "Note"}, 1, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

const std::vector<Column>& deals() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"deal", T::text, "商机名称", "Deal", true},
       3,
       "商机|项目名称|项目|机会名称|销售机会|商机编号|商机主题|dealname|opportunity|"
       "opportunityname|dealid"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|客户全称|customername|company|account|accountname"},
      {{"stage", T::word, "阶段", "Stage"},
       2,
       "商机阶段|销售阶段|当前阶段|项目阶段|节点|转化节点|dealstage|salesstage|"
       "milestone"},
      {{"stage_date", T::date, "进入阶段时间", "Stage entered"},
       2,
       "阶段时间|阶段开始时间|进入阶段日期|stagedate|enteredstage"},
      {{"plan_date", T::date, "计划完成时间", "Planned"},
       2,
       "计划完成日期|目标日期|targetdate"},
      {{"done_date", T::date, "实际完成时间", "Completed"},
       2,
       "实际完成日期|完成时间|完成日期"},
      {{"amount", T::money, "预计金额", "Amount"},
       3,
       "商机金额|预计成交金额|预计销售金额|预计合同金额|项目金额|金额|dealvalue|value|"
       "expectedrevenue"},
      {{"expected_close", T::date, "预计成交日期", "Expected close"},
       3,
       "预计成交时间|预计签单日期|预计签约日期|预计结单日期|预计成交|closedate|"
       "expectedclosedate"},
      {{"probability", T::number, "赢率", "Probability"}, 3, "成交概率|成交率|winrate"},
      {{"competitor", T::text, "竞争对手", "Competitor"},
       2,
       "竞品|主要竞争对手|competitors"},
      {{"products", T::text, "产品", "Products"}, 1, "产品名称|意向产品|product"},
      {{"lost_reason", T::text, "输单原因", "Lost reason"},
       2,
       "丢单原因|失败原因|lossreason|closedlostreason"},
      {{"delay_reason", T::text, "延期原因", "Delay reason"}, 2, "延误原因"},
      {{"helper", T::person, "协同人", "Helper"}, 1, "协作人|协助人"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|业务员|商机负责人|accountmanager|dealowner|opportunityowner|"
       "salesrep"},
      {{"created", T::date, "创建时间", "Created"},
       1,
       "创建日期|发现日期|createddate|createdat"},
      {{"state", T::word, "状态", "Status"}, 1, "商机状态|state"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|remark|remarks|notes|description|comment"},
  };
  return columns;
}

const std::vector<Column>& orders() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"order", T::text, "订单编号", "Order", true},
       3,
       "订单号|单号|销售单号|订单|orderid|orderno|ordernumber|invoiceno"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|客户全称|customername|company|account|accountname"},
      {{"date", T::date, "下单日期", "Order date", true},
       2,
       "下单时间|订单日期|订单时间|成交日期|成交时间|销售日期|日期|date|invoicedate"},
      {{"contract", T::text, "合同编号", "Contract"},
       1,
       "合同号|合同|合同名称|contractno"},
      {{"product", T::text, "产品名称", "Product"},
       2,
       "产品|商品|商品名称|货品名称|物料名称|productname|item|sku"},
      {{"quantity", T::number, "数量", "Quantity"}, 3, "件数|qty"},
      {{"price", T::money, "单价", "Price"}, 2, "价格|unitprice"},
      {{"amount", T::money, "订单金额", "Amount"},
       2,
       "金额|总金额|成交金额|销售金额|总价|合计金额|total|totalamount|ordertotal"},
      {{"kind", T::word, "订单类型", "Kind"}, 1, "类型|单据类型|ordertype|type"},
      {{"returned_order", T::text, "原订单号", "Returned order"},
       2,
       "退货原单号|原单号|originalorder"},
      {{"profit", T::money, "毛利", "Profit"}, 1, "利润|毛利额|grossprofit"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "销售|业务员|客户经理|销售员|accountmanager|salesrep|salesperson"},
      {{"state", T::word, "状态", "Status"}, 1, "订单状态|state"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|remark|remarks|notes|description|comment"},
  };
  return columns;
}

const std::vector<Column>& receipts() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"receipt", T::text, "回款编号", "Receipt"},
       2,
       "流水号|收款编号|收款单号|receiptno|paymentid"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|客户|公司|付款方|付款单位|customername|company|account|payer"},
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
      {{"date", T::date, "实际日期", "Date received", true},
       3,
       "回款日期|到账日期|收款日期|回款时间|到账时间|实际回款日期|paymentdate|"
       "receiveddate|paiddate"},
      {{"method", T::text, "回款方式", "Method"},
       2,
       "付款方式|收款方式|方式|支付方式|paymentmethod"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "销售|业务员|客户经理|accountmanager|salesrep"},
      {{"state", T::word, "状态", "Status"}, 1, "回款状态|state"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|remark|remarks|notes|description|comment"},
  };
  return columns;
}

const std::vector<Column>& people() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"person", T::person, "姓名", "Person", true},
       2,
       "员工姓名|员工|人员|销售姓名|名字|name|fullname|employee"},
      {{"role", T::word, "角色", "Role"},
       3,
       "岗位|职务|职位|岗位名称|title|jobtitle|position"},
      {{"team", T::text, "团队", "Team"},
       3,
       "部门|小组|所属部门|所属团队|销售团队|department|dept"},
      {{"manager", T::person, "上级", "Manager"},
       3,
       "主管|直属上级|直属主管|直接上级|reportsto|supervisor"},
      {{"from", T::date, "入职日期", "From"},
       2,
       "入职时间|开始日期|开始时间|startdate|hiredate"},
      {{"to", T::date, "离职日期", "To"}, 2, "离职时间|结束日期|结束时间|enddate"},
      {{"day_capacity", T::number, "日跟进上限", "Day capacity"},
       3,
       "每日跟进上限|日容量|每日容量|capacity"},
      {{"book_cap", T::number, "客户上限", "Book cap"},
       3,
       "客户数上限|持有上限|maxcustomers"},
      {{"absent_from", T::date, "请假开始", "Absent from"},
       3,
       "请假开始日期|休假开始|缺勤开始"},
      {{"absent_to", T::date, "请假结束", "Absent to"},
       3,
       "请假结束日期|休假结束|缺勤结束"},
      {{"deputy", T::person, "代理人", "Deputy"}, 2, "代班人|替班人|delegate"},
      {{"phone", T::phone, "电话", "Phone"},
       0,
       "手机|手机号|联系方式|联系电话|mobile|tel"},
      {{"email", T::text, "邮箱", "E-mail"}, 0, "电子邮箱|mail|emailaddress"},
      {{"note", T::text, "备注", "Note"}, 0, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

}  // namespace

const std::vector<Column>& columns_of(SheetKind kind) {
  static const std::vector<Column> none;
  switch (kind) {
    case SheetKind::customers:
      return customers();
    case SheetKind::follow_ups:
      return follow_ups();
    case SheetKind::interactions:
      return interactions();
    case SheetKind::deals:
      return deals();
    case SheetKind::orders:
      return orders();
    case SheetKind::receipts:
      return receipts();
    case SheetKind::people:
      return people();
    case SheetKind::stages:
    case SheetKind::unknown:
      break;
  }
  return none;
}

bool is_read(SheetKind kind, std::string_view code) {
  struct Unread {
    SheetKind kind;
    std::string_view codes;  ///< between bars
  };
  static constexpr Unread kUnread[] = {
      {SheetKind::customers, "|address|wechat|source|note|"},
      {SheetKind::follow_ups, "|key|"},
      {SheetKind::deals,
       "|plan_date|expected_close|probability|competitor|products|delay_reason|helper|"
       "note|"},
      {SheetKind::orders, "|contract|quantity|price|profit|owner|state|note|"},
      {SheetKind::receipts,
       "|order|period|plan_amount|plan_date|method|owner|state|note|"},
      {SheetKind::people,
       "|to|day_capacity|book_cap|absent_from|absent_to|deputy|phone|email|note|"},
  };
  const std::string wanted = "|" + std::string(code) + "|";
  for (const Unread& unread : kUnread) {
    if (unread.kind == kind && unread.codes.find(wanted) != std::string_view::npos)
      return false;
  }
  return true;
}

std::string normal_header(std::string_view header) {
  std::string out;
  for (const char c : fold_tight(header)) {
    if (c != '-' && c != '_' && c != '*' && c != ':' && c != '.' && c != '?' && c != '\'')
      out += c;
  }
  return out;
}

}  // namespace kith::exchange
