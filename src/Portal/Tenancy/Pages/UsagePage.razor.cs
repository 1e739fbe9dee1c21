using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>Limits, what is used of them, and the last hour's requests.</summary>
public sealed partial class UsagePage : LivePage
{
    private IReadOnlyList<Quota>? _quotas;
    private IReadOnlyList<DateTimeOffset> _times = [];
    private IReadOnlyList<ChartSeries> _series = [];

    [Inject]
    private TenantScreens Screens { get; set; } = null!;

    private string Reached => Named(QuotaLevel.Reached);

    private string Near => Named(QuotaLevel.Near);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Quota, Topic.Installation, Topic.Rollout, Topic.Audit);
    }

    protected override async Task LoadAsync()
    {
        var minutes = await Screens.RequestsAsync(Gone);
        _times = [.. minutes.Select(minute => minute.Minute)];
        _series =
        [
            new("answered", "stable", [.. minutes.Select(minute => (double?)(minute.Requests - minute.Limited))]),
            new("refused as too many", "canary", [.. minutes.Select(minute => (double?)minute.Limited)]),
        ];
        _quotas = await Screens.QuotasAsync(Gone);
    }

    private string Named(QuotaLevel level) =>
        string.Join(", ", _quotas!.Where(quota => quota.Level == level && quota.Limit > 0).Select(quota => TenantWords.Title(quota.Resource)));
}
