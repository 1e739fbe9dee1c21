using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Objectives;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Objectives;

/// <summary>What an OpenSLO document has to be before anybody writes it anywhere: readable, about this tenant's plugins, and of sources that a tenant may ask.</summary>
internal sealed class ObjectiveCheck(IOptions<ObjectiveOptions> options)
{
    private const int Longest = 32_768;
    private const int LongestName = 200;
    private const string Source = "/spec/indicator/spec/ratioMetric/total/metricSource";

    public async Task<Result<ObjectiveDraft>> ReadAsync(TenantUnitOfWork work, JsonNode? document, CancellationToken cancellationToken)
    {
        if (document?.ToJsonString().Length > Longest)
        {
            return new InvalidFields([new("", "", $"A document has at most {Longest} characters.")]);
        }

        var reading = OpenSloDocument.Read(document);
        if (reading.Objective is not { } objective)
        {
            return new InvalidFields(reading.Problems);
        }

        var title = (document?["metadata"] as JsonObject)?["displayName"] is JsonValue value && value.TryGetValue<string>(out var given) ? given : objective.Name;
        var faults = new[]
        {
            FieldText.Check("/metadata/displayName", title, "A display name", LongestName),
            await PluginAsync(work, "/spec/service", objective.Service, cancellationToken),
            objective.Indicator.Source == "rollout"
                ? await PluginAsync(work, $"{Source}/spec/name", objective.Indicator.Total, cancellationToken)
                : Url(objective.Indicator.Url),
        }.OfType<FieldError>().ToList();
        return faults.Count > 0 ? new InvalidFields(faults) : new ObjectiveDraft(objective, title, document!["spec"]!.ToJsonString());
    }

    private static async Task<FieldError?> PluginAsync(TenantUnitOfWork work, string pointer, string key, CancellationToken cancellationToken)
    {
        var isInstalled = await (
            from installation in work.Db.Set<InstallationRow>()
            join plugin in work.Db.Set<PluginRow>() on installation.PluginId equals plugin.Id
            where plugin.Key == key && installation.State != InstallationState.Removed
            select plugin.Key).AnyAsync(cancellationToken);
        return isInstalled ? null : new(pointer, FieldText.Excerpt(key), "There is no installed plugin of this key. Install it first, or name one that is installed.");
    }

    private FieldError? Url(string? url) => options.Value.PrometheusUrls.Contains(url?.TrimEnd('/') ?? "") || options.Value.PrometheusUrls.Contains(url ?? "")
        ? null
        : new($"{Source}/spec/url", FieldText.Excerpt(url), options.Value.PrometheusUrls.Count == 0
            ? "Objectives count the requests of a rollout here: use metricSource.type rollout. The deployment's setting Objectives__PrometheusUrls__0 allows a Prometheus server."
            : $"The servers that may be asked are {string.Join(", ", options.Value.PrometheusUrls)}.");
}
