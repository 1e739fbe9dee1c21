using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;

namespace Portal.Rollouts.Components;

/// <summary>What the comparison says, with the figures that it says it from.</summary>
public sealed partial class VerdictCard : ComponentBase
{
    [Parameter, EditorRequired]
    public required RolloutDetail View { get; set; }

    // Ville's inequality: an e-process exceeds 1/a with probability at most a.
    private string FalseAlarms => (1 / View.EvidenceLimit).ToString("0.## %", CultureInfo.InvariantCulture);

    private static string ArmText(ArmTotals arm) => arm.ErrorRatio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"{arm.Errors:N0} of {arm.Requests:N0} ({RolloutWords.Percent(ratio)})")
        : "no requests";
}
