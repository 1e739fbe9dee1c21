using Microsoft.AspNetCore.Components;
using Portal.Billing.Pages;

namespace Portal.Billing.Components;

/// <summary>What the accounts hold of this tenant's business.</summary>
public sealed partial class BalanceTable : ComponentBase
{
    /// <summary>Null while they are being read.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BalanceItem>? Balances { get; set; }
}
