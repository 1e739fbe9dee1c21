using Portal.Domain.Billing;

namespace Portal.Billing;

/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record MoneyView(long Amount, string Currency)
{
    public static MoneyView Of(Money money) => new(money.Minor, money.Currency.Code);
}
