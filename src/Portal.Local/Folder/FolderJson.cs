using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Local.Folder;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SecretsFile))]
[JsonSerializable(typeof(Dictionary<string, RunRecord.Entry>))]
internal sealed partial class FolderJson : JsonSerializerContext;
