using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Hosting.Pages;

/// <summary>How the deployment does, process by process, for staff.</summary>
public sealed partial class HealthPage : LivePage
{
    private IReadOnlyList<ReportedProcess>? _processes;
    private Tone _tone;
    private string _title = "";
    private string _detail = "";

    [Inject]
    private HealthScreens Screens { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        FollowAll(happened => happened.Topic == Topic.Process);
        await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        _processes = await Screens.ListAsync(Gone);
        (_tone, _title, _detail) = ProcessWords.Summary(_processes);
    }
}
