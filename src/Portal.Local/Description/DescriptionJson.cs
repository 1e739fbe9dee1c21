using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Local.Description;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(InstanceDescription))]
[JsonSerializable(typeof(DemoFile))]
internal sealed partial class DescriptionJson : JsonSerializerContext;
