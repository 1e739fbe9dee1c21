using Microsoft.AspNetCore.Components;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>Where a channel's secret is typed, or a webhook's key is made.</summary>
public sealed partial class AlertSecretField : ComponentBase
{
    private string? _made;

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public EventCallback<string> OnChange { get; set; }

    /// <summary>What the kind calls it, and why it is asked for.</summary>
    [Parameter, EditorRequired]
    public required AlertKindWords Words { get; set; }

    private Task MakeAsync() => ChangeAsync(_made = AlertScreens.NewKey());

    private Task ChangeAsync(string secret) => OnChange.InvokeAsync(secret);
}
