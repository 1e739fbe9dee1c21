namespace Portal.Infrastructure.Tenancy.Keys.File;

/// <summary>Key-encryption keys as files of one machine.</summary>
public sealed class FileKeyOptions
{
    /// <summary>An absolute path; made with mode 700 when it is not there. Empty: no such provider.</summary>
    public string Folder { get; set; } = "";
}
