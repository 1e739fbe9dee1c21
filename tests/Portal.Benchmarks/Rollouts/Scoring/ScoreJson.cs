using System.Text.Json.Serialization;

namespace Portal.Benchmarks.Rollouts.Scoring;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseScore))]
internal sealed partial class ScoreJson : JsonSerializerContext;
