using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Objectives;
using Portal.Objectives.Pages;

namespace Portal.Objectives.Components;

/// <summary>What is left of an error budget, as a picture and in words.</summary>
public sealed partial class BudgetBar : ComponentBase
{
    /// <summary>1 is all of it; below 0 is overspent; null when nothing was measured.</summary>
    [Parameter, EditorRequired]
    public required double? Left { get; set; }

    private string Width => (100 * Math.Clamp(Left ?? 0, 0, 1)).ToString("0.#", CultureInfo.InvariantCulture);

    private string Text => ObjectiveText.Budget(Left);

    private string ToneName => ErrorBudget.StateOf(Left ?? 0) switch
    {
        BudgetState.Healthy => "success",
        BudgetState.Watch => "info",
        BudgetState.Tight => "warning",
        _ => "danger",
    };
}
