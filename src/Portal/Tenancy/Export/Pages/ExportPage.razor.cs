using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Operations.Pages;

namespace Portal.Tenancy.Export.Pages;

/// <summary>Takes the tenant's data out, and shows what was taken out before.</summary>
public sealed partial class ExportPage : LivePage
{
    private DataList<ExportView>? _list;
    private ExportView? _open;
    private IReadOnlyList<TimelineStep> _steps = [];
    private bool _starting;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private ExportScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await ReadOpenAsync();
        await FollowAsync(Topic.Export, Topic.Operation);
    }

    protected override async Task LoadAsync()
    {
        await ReadOpenAsync();
        await (_list?.RefreshAsync() ?? Task.CompletedTask);
    }

    private async Task ReadOpenAsync()
    {
        var open = await Screens.OpenAsync(Gone);
        _steps = open is null ? [] : OperationWords.Timeline(open.Value.Operation);
        _open = open?.Export;
    }

    private async Task<PageOf<ExportView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = await Screens.ListAsync(cursor, cancellationToken);
        return new(page.Items, page.NextCursor);
    }

    private async Task StartAsync()
    {
        _starting = true;
        try
        {
            var started = await Screens.StartAsync(Gone);
            if (!started.Succeeded)
            {
                Toasts.Refuse(started.Error!);
            }

            await LoadAsync();
        }
        finally
        {
            _starting = false;
        }
    }
}
