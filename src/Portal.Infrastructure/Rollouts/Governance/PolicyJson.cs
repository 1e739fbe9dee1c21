using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>Policies, terms and reasons as the tables keep them.</summary>
public static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(PolicyDraft draft) => JsonSerializer.Serialize(draft, Options);

    public static PolicyDraft ReadDraft(string json) => JsonSerializer.Deserialize<PolicyDraft>(json, Options) ?? throw new JsonException("A policy is an object.");

    /// <summary>What is stored was checked before it was written.</summary>
    public static GovernancePolicy Read(string json) => PolicyRules.Check(ReadDraft(json)).Value;

    public static string Write(IReadOnlyList<RiskReason> reasons) => JsonSerializer.Serialize(reasons, Options);

    public static IReadOnlyList<RiskReason> ReadReasons(string json) => JsonSerializer.Deserialize<List<RiskReason>>(json, Options) ?? [];

    /// <summary>The part of a policy that a rollout is held to.</summary>
    public static string WriteTerms(IReadOnlyList<ApprovalStage> stages, bool fourEyes)
    {
        ArgumentNullException.ThrowIfNull(stages);
        return Write(new PolicyDraft([.. stages.Select(Draft)], fourEyes, null, null));
    }

    private static StageDraft Draft(ApprovalStage stage) => new(
        stage.Name, stage.Groups, stage.Required, stage.FromRisk, XmlConvert.ToString(stage.Deadline), stage.OnDeadline.ToString().ToLower(CultureInfo.InvariantCulture));
}
