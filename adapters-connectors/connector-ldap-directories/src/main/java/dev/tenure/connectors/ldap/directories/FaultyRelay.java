package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.GenericResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stands before a server of its own and passes on what clients say, but for the failures that are planned. */
final class FaultyRelay extends LDAPListenerRequestHandler {

    private final LDAPListenerRequestHandler behind;
    private final Faults faults;
    private final AtomicInteger writes;

    FaultyRelay(LDAPListenerRequestHandler behind, Faults faults, AtomicInteger writes) {
        this.behind = behind;
        this.faults = faults;
        this.writes = writes;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection connection) throws LDAPException {
        return new FaultyRelay(behind.newInstance(connection), faults, writes);
    }

    @Override
    public void closeInstance() {
        behind.closeInstance();
    }

    private LDAPMessage write(int id, Supplier<LDAPMessage> going, Function<LDAPResult, ProtocolOp> answering) {
        faults.takeWriteTime();
        Optional<Faults.Mode> fault = faults.onWrite();
        try {
            if (fault.isPresent()) {
                faults.happen(fault.get(), ClientSocket.current());
            }
        } catch (LDAPException e) {
            return new LDAPMessage(id, answering.apply(e.toLDAPResult()));
        }
        LDAPMessage answer = going.get();
        if (succeeded(answer.getProtocolOp())) {
            writes.incrementAndGet();
        }
        fault.ifPresent(mode -> faults.happenAfter(mode, ClientSocket.current()));
        return answer;
    }

    private static boolean succeeded(ProtocolOp op) {
        return op instanceof GenericResponseProtocolOp answer && answer.getResultCode() == ResultCode.SUCCESS_INT_VALUE;
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        return write(id, () -> behind.processAddRequest(id, request, controls), AddResponseProtocolOp::new);
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        return write(id, () -> behind.processDeleteRequest(id, request, controls), DeleteResponseProtocolOp::new);
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        return write(id, () -> behind.processModifyRequest(id, request, controls), ModifyResponseProtocolOp::new);
    }

    @Override
    public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
        return write(id, () -> behind.processModifyDNRequest(id, request, controls), ModifyDNResponseProtocolOp::new);
    }

    @Override
    public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
        Optional<Faults.Mode> fault = request.getBaseDN().isEmpty() ? Optional.empty() : faults.onRead();
        try {
            if (fault.isPresent()) {
                faults.happen(fault.get(), ClientSocket.current());
            }
        } catch (LDAPException e) {
            return new LDAPMessage(id, new SearchResultDoneProtocolOp(e.toLDAPResult()));
        }
        return behind.processSearchRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
        return behind.processBindRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
        return behind.processCompareRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        return behind.processExtendedRequest(id, request, controls);
    }

    @Override
    public void processUnbindRequest(int id, UnbindRequestProtocolOp request, List<Control> controls) {
        behind.processUnbindRequest(id, request, controls);
    }
}
