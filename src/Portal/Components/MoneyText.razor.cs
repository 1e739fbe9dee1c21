using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Money, always with its currency.</summary>
public sealed partial class MoneyText : ComponentBase
{
    /// <summary>Minor units, e.g. cents.</summary>
    [Parameter, EditorRequired]
    public required long Minor { get; set; }

    /// <summary>ISO 4217, e.g. <c>EUR</c>.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>Shows a plus before gains.</summary>
    [Parameter]
    public bool Signed { get; set; }

    private string Text => (Signed && Minor > 0 ? "+" : "") + MoneyWords.Of(Minor, Currency);
}
