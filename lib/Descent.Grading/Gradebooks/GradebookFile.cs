using Microsoft.Data.Sqlite;

namespace Descent.Grading.Gradebooks;

/// <summary>An SQLite file that this process alone has open; threads may share it.</summary>
internal sealed class GradebookFile : IDisposable
{
    // SQLite's result codes.
    private const int Busy = 5;
    private const int Full = 13;
    private const int NotADatabase = 26;

    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly Lock access = new();

    /// <summary>Opens a file, and keeps other processes out until it is disposed.</summary>
    /// <exception cref="GradebookException">It cannot be opened, or another process has it.</exception>
    public GradebookFile(string path, SqliteOpenMode mode)
    {
        this.path = path;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            // The lock is taken by the first write and kept: two processes must not grade into one gradebook.
            Query("PRAGMA locking_mode = EXCLUSIVE", row => row.GetString(0));
            Change("PRAGMA synchronous = FULL; BEGIN IMMEDIATE; COMMIT;");
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Said(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does what <paramref name="action"/> does, all of it or nothing.</summary>
    /// <exception cref="GradebookException">The file cannot be written.</exception>
    public void InTransaction(Action action) => Guarded(() =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        action();
        transaction.Commit();
        return true;
    });

    /// <summary>Runs statements.</summary>
    /// <exception cref="GradebookException">The file cannot be written.</exception>
    public void Change(string sql, params (string Name, object? Value)[] values) => Guarded(() =>
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    });

    /// <summary>Reads the rows of a query.</summary>
    /// <exception cref="GradebookException">The file cannot be read.</exception>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values) => Guarded(() =>
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader rows = command.ExecuteReader();
        List<T> list = [];
        while (rows.Read())
            list.Add(read(rows));
        return list;
    });

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private T Guarded<T>(Func<T> action)
    {
        using var _ = access.EnterScope();
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw Said(e);
        }
    }

    private GradebookException Said(SqliteException e) => new(e.SqliteErrorCode switch
    {
        Busy => $"{path} is in use by another process: let it end first",
        NotADatabase => $"{path} is not a gradebook",
        Full => $"{path} cannot be written: the disk is full",
        _ => $"{path}: {e.Message}",
    }, e);

    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
