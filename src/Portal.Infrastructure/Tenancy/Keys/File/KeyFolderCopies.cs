using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys.File;

/// <summary>Copies of the folder of the provider <c>file</c>: they know nothing of what was destroyed since they were made.</summary>
public static class KeyFolderCopies
{
    /// <summary>Destroys in a copy what was destroyed in the folder that is in use, and what the caller knows to be destroyed; the marks of it go to the copy, too.</summary>
    /// <param name="copy">A folder that is there.</param>
    /// <param name="folder">The one in use; may be empty where another provider wraps now.</param>
    /// <param name="gone">Whose keys are destroyed according to the database.</param>
    /// <returns>How many key files there still were.</returns>
    /// <exception cref="KeyFailureException">A folder cannot be read or written.</exception>
    public static int Clean(string copy, string folder, IEnumerable<KeyOwner> gone)
    {
        ArgumentNullException.ThrowIfNull(gone);
        if (!Directory.Exists(copy))
        {
            throw KeyFailures.Away(FileKeyEncryption.Name, $"{copy} is no folder that is there.");
        }

        var destroyed = folder.Length > 0 ? new FileKeyFolder(folder).Destroyed() : [];
        var there = new FileKeyFolder(copy);
        return destroyed.Concat(gone).Distinct().Sum(there.Destroy);
    }
}
