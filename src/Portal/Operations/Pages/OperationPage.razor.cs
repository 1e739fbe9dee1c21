using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>One order on its way through the queue.</summary>
public sealed partial class OperationPage : LivePage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private OperationView? _view;
    private bool _missing;
    private bool _busy;
    private string? _asked;

    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private OperationScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private OperationState State => OperationWords.StateOf(_view!);

    private string? SubjectHref => _view!.SubjectKind switch
    {
        "rollout" => $"/rollouts/{_view.SubjectId}",
        "remediation" => $"/remediations/{_view.SubjectId}",
        "purchase" => "/billing",
        "tenant" => "/",
        "export" => "/settings/export",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Operation);
    }

    protected override async Task LoadAsync()
    {
        _view = await Screens.FindAsync(Id, Gone);
        _missing = _view is null;
    }

    private Task RetryAsync() => ChangeAsync(Screens.RetryAsync(Id), "It is tried again.");

    private Task CancelAsync(string reason)
    {
        _asked = null;
        return ChangeAsync(Screens.CancelAsync(Id, reason), "It is called off.");
    }

    private async Task ChangeAsync(Task<Error?> change, string done)
    {
        _busy = true;
        try
        {
            if (await change is { } error)
            {
                Toasts.Refuse(error);
            }
            else
            {
                Toasts.Say(Tone.Success, done);
            }

            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
