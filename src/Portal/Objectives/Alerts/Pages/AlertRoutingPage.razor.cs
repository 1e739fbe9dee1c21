using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>What each channel is told of, as a form without code; the preview is made by the rule that sends.</summary>
public sealed partial class AlertRoutingPage : LivePage
{
    private List<AlertRouteEdit>? _forms;
    private string _class = AlertClass.Rollback;
    private string _severity = "warning";

    [Inject]
    private AlertScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Alert);
    }

    protected override async Task LoadAsync()
    {
        var known = (_forms ?? []).ToDictionary(edit => edit.Read.Id, StringComparer.Ordinal);
        _forms = (await Screens.ChannelsAsync(Gone)).Select(channel =>
        {
            if (known.TryGetValue(channel.Id, out var edit))
            {
                edit.Refresh(channel);
                return edit;
            }

            return new AlertRouteEdit(channel);
        }).ToList();
    }

    private void Preview(string? @class, string? severity) => (_class, _severity) = (@class ?? _class, severity ?? _severity);

    private AlertDecision Decide(AlertRouteEdit edit)
    {
        AlertChannelCheck.TryWord<AlertSeverity>(_severity, out var severity);
        return edit.Form.Route().Decide(_class, severity, Screens.Now, null);
    }

    private async Task SaveAsync(AlertRouteEdit edit)
    {
        var result = await Screens.SaveAsync(edit.Read.Id, edit.Form, edit.Read.Version, Gone);
        if (result.Succeeded)
        {
            edit.Show(result.Value);
            Toasts.Say(Tone.Success, $"The routing of {result.Value.Name} is saved.");
            return;
        }

        edit.Errors = result.Error!.Fields.GroupBy(field => field.Pointer).ToDictionary(group => group.Key, group => group.First().Message, StringComparer.Ordinal);
        if (edit.Errors.Count == 0)
        {
            Toasts.Refuse(result.Error!);
            await LoadAsync();
        }
    }

    private async Task ResetAsync(AlertRouteEdit edit)
    {
        edit.Dirty = false;
        await LoadAsync();
    }
}
