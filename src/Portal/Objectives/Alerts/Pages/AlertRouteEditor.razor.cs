using Microsoft.AspNetCore.Components;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>What one channel is told of, and when.</summary>
public sealed partial class AlertRouteEditor : ComponentBase
{
    [Parameter, EditorRequired]
    public required AlertRouteEdit Edit { get; set; }

    /// <summary>Something was typed.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    /// <summary>What was typed is given up.</summary>
    [Parameter]
    public EventCallback OnReset { get; set; }

    private AlertChannelForm Form => Edit.Form;

    private string Id(string field) => $"{Edit.Read.Id}-{field}";

    private Task SetAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }

    private void Except(string name, string? word)
    {
        if (string.IsNullOrEmpty(word))
        {
            Form.Exceptions.Remove(name);
        }
        else
        {
            Form.Exceptions[name] = word;
        }
    }

    private string Style(string pointer) => Edit.Errors.ContainsKey(pointer) ? "error" : "help";

    private string Say(string pointer, string help) => Edit.Errors.TryGetValue(pointer, out var error) ? error : help;
}
