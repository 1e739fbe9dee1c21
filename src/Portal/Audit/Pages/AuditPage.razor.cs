using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Audit.Pages;

/// <summary>The audit log; its filter lives in the address.</summary>
public sealed partial class AuditPage : LivePage
{
    private DataList<AuditRecordView>? _list;
    private AuditCheckpointView? _checkpoint;
    private AuditRecordView? _open;
    private AuditProofView? _proof;
    private string? _missing;
    private string? _actor;
    private bool _follows = true;

    [SupplyParameterFromQuery]
    public string? Action { get; set; }

    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    [SupplyParameterFromQuery]
    public string? Within { get; set; }

    [Inject]
    private CircuitCaller Circuit { get; set; } = null!;

    [Inject]
    private AuditQueries Queries { get; set; } = null!;

    [Inject]
    private AuditProofs Proofs { get; set; } = null!;

    [Inject]
    private AuditCheckpoints Checkpoints { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await FollowAsync(Topic.Audit, Topic.Checkpoint);
        await SignedAsync();
    }

    protected override void OnParametersSet() => _actor = Actor;

    protected override async Task LoadAsync()
    {
        if (_follows)
        {
            await ReadAsync();
        }

        if (_open is { } record && _proof is { Checkpoint: null })
        {
            await ProveAsync(record);
        }
    }

    private async Task ReadAsync()
    {
        await SignedAsync();
        await (_list?.RefreshAsync() ?? Task.CompletedTask);
    }

    private async Task SignedAsync() =>
        _checkpoint = (await Checkpoints.ListAsync(await Circuit.GetAsync(), new(1, null), Gone)).OrRefuse().Items is [var newest, ..] ? newest : null;

    private async Task<PageOf<AuditRecordView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var since = AuditWords.Spans.TryGetValue(Within ?? "", out var span) ? Time.GetUtcNow() - span.Length : (DateTimeOffset?)null;
        // Rounded, so that the next page has the same filter.
        since = since is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero) : null;
        var page = (await Queries.ListAsync(await Circuit.GetAsync(), new(Action, Subject, Actor, since), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    private async Task ToggleAsync()
    {
        _follows = !_follows;
        await LoadAsync();
    }

    private async Task OpenAsync(AuditRecordView record)
    {
        (_open, _proof, _missing) = (record, null, null);
        await ProveAsync(record);
    }

    private async Task ProveAsync(AuditRecordView record)
    {
        var found = await Proofs.InclusionAsync(await Circuit.GetAsync(), record.Id, Gone);
        // Closed, or another one opened, while it was computed.
        if (ReferenceEquals(_open, record))
        {
            (_proof, _missing) = (found.Succeeded ? found.Value : null, found.Error?.Detail);
        }
    }

    private void Close() => (_open, _proof, _missing) = (null, null, null);

    private void Apply() => GoTo();

    private void GoTo(string? action = null, string? within = null) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        "/audit", new Dictionary<string, object?>
        {
            ["action"] = Given(action ?? Action),
            ["actor"] = Given(_actor),
            ["subject"] = Subject,
            ["within"] = Given(within ?? Within),
        }));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
