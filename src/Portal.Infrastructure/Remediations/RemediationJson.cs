using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Remediations;

namespace Portal.Infrastructure.Remediations;

/// <summary>Settings as the table keeps them.</summary>
public static class RemediationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(RemediationSettings settings) => JsonSerializer.Serialize(RemediationSettingsRules.Draft(settings), Options);

    /// <summary>What is stored was checked before it was written.</summary>
    public static RemediationSettings Read(string json) =>
        RemediationSettingsRules.Check(JsonSerializer.Deserialize<RemediationSettingsDraft>(json, Options) ?? throw new JsonException("Settings are an object.")).Value;
}
