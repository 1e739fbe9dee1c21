using Microsoft.AspNetCore.Components;
using Portal.Domain.Tenancy;
using Portal.Tenancy.Pages;

namespace Portal.Tenancy.Components;

/// <summary>One limit as a bar, in figures and in words.</summary>
public sealed partial class QuotaBar : ComponentBase
{
    [Parameter, EditorRequired]
    public required Quota Quota { get; set; }

    private string About => string.Join(" · ", new[]
    {
        $"{Quota.Percent} % used",
        Quota.Resource switch
        {
            QuotaResource.ApiRequestsPerMinute => "in the busiest minute of the last hour",
            QuotaResource.Members => "disabled members do not count",
            QuotaResource.StorageBytes => "kept archives, stored answers and rollouts' messages",
            _ => Quota.Level is QuotaLevel.Reached ? QuotaWords.WayOut(Quota.Resource) : $"{TenantWords.Amount(Quota.Resource, Quota.Left)} left",
        },
        Quota.Agreed ? "agreed with you" : "",
    }.Where(part => part.Length > 0));
}
