using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Backups;
using Portal.Layout;

namespace Portal.Operations.Backups.Pages;

/// <summary>The deployment's backups, for staff.</summary>
public sealed partial class BackupsPage : LivePage
{
    private DataList<BackupLine>? _list;
    private BackupSummary? _summary;
    private Tone _tone;
    private string _title = "";
    private string _detail = "";

    [Inject]
    private BackupScreens Screens { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        FollowAll(happened => happened.Topic == Topic.Backup);
        await SummarizeAsync();
    }

    protected override async Task LoadAsync()
    {
        await SummarizeAsync();
        await (_list?.RefreshAsync() ?? Task.CompletedTask);
    }

    private async Task SummarizeAsync()
    {
        _summary = await Screens.SummaryAsync(Gone);
        (_tone, _title, _detail) = BackupWords.Standing(_summary);
    }

    private Task<PageOf<BackupLine>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) => Screens.ListAsync(cursor, cancellationToken);
}
